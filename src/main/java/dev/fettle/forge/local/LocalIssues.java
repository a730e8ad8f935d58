package dev.fettle.forge.local;

import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.StandingIssue;
import dev.fettle.forge.local.Book.StoredIssue;
import dev.fettle.forge.local.Written.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues of Fettle's, and who edited issues. */
final class LocalIssues {
    private final Views views;
    private final String login;
    private final InstantSource clock;

    LocalIssues(Views views, String login, InstantSource clock) {
        this.views = views;
        this.login = login;
        this.clock = clock;
    }

    StandingIssue ensure(Book book, IssueDraft draft) {
        String text = LocalForge.marked(draft.body(), draft.marker());
        StoredIssue standing = book.issues.stream()
                .filter(issue -> issue.pull() == null && issue.author().equals(login))
                .filter(issue -> issue.body().contains(draft.marker()))
                .findFirst()
                .orElse(null);
        if (standing == null) {
            return stands(book, make(book, draft.title(), text), true);
        }
        if (standing.open() && standing.body().equals(text)) {
            return stands(book, standing, true);
        }
        if (!standing.open() || !IssueDraft.print(standing.body()).equals(draft.expected())) {
            return stands(book, standing, false);
        }
        return stands(book, edit(book, standing, null, text), true);
    }

    StoredIssue make(Book book, String title, String body) {
        Instant now = clock.instant();
        StoredIssue made = new StoredIssue(
                book.nextId(), book.nextNumber(), title, body, login, true, List.of(), List.of(), now, now, null, null);
        book.issues.add(made);
        LocalForge.note(book, Kind.ISSUE_MADE, made.number(), title);
        return made;
    }

    /** @param title null leaves it as it is */
    StoredIssue edit(Book book, StoredIssue issue, @Nullable String title, String body) {
        StoredIssue edited = book.put(issue.withText(title == null ? issue.title() : title, body, clock.instant()));
        book.editors.put(issue.number(), login);
        LocalForge.note(book, Kind.ISSUE_EDITED, issue.number(), edited.title());
        return edited;
    }

    static void pin(Book book, long number) {
        if (book.pinned.add(LocalForge.existing(book, number).number())) {
            LocalForge.note(book, Kind.ISSUE_PINNED, number, "");
        }
    }

    static Optional<String> lastEditor(Book book, long number) {
        return book.issue(number).map(issue -> book.editors.getOrDefault(number, issue.author()));
    }

    private StandingIssue stands(Book book, StoredIssue issue, boolean asWanted) {
        return new StandingIssue(views.issue(book, issue), asWanted);
    }
}
