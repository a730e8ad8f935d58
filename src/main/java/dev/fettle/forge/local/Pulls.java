package dev.fettle.forge.local;

import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.Identity;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.local.Book.StoredIssue;
import dev.fettle.forge.local.Book.StoredPull;
import dev.fettle.forge.local.Written.Kind;
import dev.fettle.workspace.BareRepository;
import dev.fettle.workspace.BareRepository.MergeMethod;
import dev.fettle.workspace.CommitMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pull requests of one repository, worked on in its turn. */
final class Pulls {
    private final Views views;
    private final Identity self;
    private final InstantSource clock;

    Pulls(Views views, Identity self, InstantSource clock) {
        this.views = views;
        this.self = self;
        this.clock = clock;
    }

    Optional<PullRequest> find(Book book, BareRepository git, long number) {
        return book.issue(number).flatMap(issue -> view(book, git, issue));
    }

    List<PullRequest> open(Book book, BareRepository git) {
        return all(book, git).stream()
                .filter(pull -> pull.state() == PullRequest.State.OPEN)
                .toList();
    }

    List<PullRequest> all(Book book, BareRepository git) {
        return book.issues.stream()
                .flatMap(issue -> view(book, git, issue).stream())
                .toList();
    }

    /** The draft's pull request as Fettle's: looked for first, by its head branch. */
    PullRequest ensure(Book book, BareRepository git, PullRequestDraft draft) {
        StoredIssue found = book.pull(issue -> issue.open() && has(issue, draft.headBranch()))
                .orElse(null);
        if (found == null || found.pull() == null) {
            StoredIssue made = make(book, git, draft, self.login());
            LocalForge.note(book, Kind.PULL_REQUEST_OPENED, made.number(), draft.title());
            return pull(book, git, made);
        }
        StoredPull before = found.pull();
        StoredPull after =
                new StoredPull(before.head(), draft.baseBranch(), draft.draft(), before.headSha(), null, null);
        if (found.title().equals(draft.title()) && found.body().equals(draft.body()) && before.equals(after)) {
            return pull(book, git, found);
        }
        requireBranch(git, draft.baseBranch());
        StoredIssue edited = book.put(
                found.withText(draft.title(), draft.body(), clock.instant()).withPull(after, clock.instant()));
        LocalForge.note(book, Kind.PULL_REQUEST_EDITED, edited.number(), draft.title());
        return pull(book, git, edited);
    }

    /** A new pull request of anybody's. */
    StoredIssue make(Book book, BareRepository git, PullRequestDraft draft, String author) {
        String head = requireBranch(git, draft.headBranch());
        String base = requireBranch(git, draft.baseBranch());
        if (git.contains(base, head)) {
            throw LocalForge.refused("there is nothing between " + draft.baseBranch() + " and " + draft.headBranch());
        }
        if (book.pull(issue -> issue.open() && has(issue, draft.headBranch())).isPresent()) {
            throw LocalForge.refused("there is an open pull request for " + draft.headBranch());
        }
        Instant now = clock.instant();
        StoredIssue made = new StoredIssue(
                book.nextId(),
                book.nextNumber(),
                draft.title(),
                draft.body(),
                author,
                true,
                List.of(),
                List.of(),
                now,
                now,
                null,
                new StoredPull(draft.headBranch(), draft.baseBranch(), draft.draft(), head, null, null));
        book.issues.add(made);
        return made;
    }

    /** Closes one that is open, as Fettle. */
    void close(Book book, BareRepository git, long number) {
        StoredIssue issue = LocalForge.existing(book, number);
        if (issue.pull() == null) {
            throw LocalForge.refused("#" + number + " is no pull request");
        }
        if (issue.open()) {
            shut(book, git, issue, null, null);
            LocalForge.note(book, Kind.PULL_REQUEST_CLOSED, number, issue.title());
        }
    }

    /** Takes the draft off one that is open. */
    void ready(Book book, long number) {
        StoredIssue issue = LocalForge.existing(book, number);
        StoredPull pull = pullOf(issue);
        if (issue.open() && pull.draft()) {
            StoredPull after = new StoredPull(
                    pull.head(), pull.base(), false, pull.headSha(), pull.mergeCommit(), pull.mergedBy());
            book.put(issue.withPull(after, clock.instant()));
            LocalForge.note(book, Kind.PULL_REQUEST_EDITED, number, issue.title());
        }
    }

    /** Closes, keeping where the head was. */
    StoredIssue shut(
            Book book, BareRepository git, StoredIssue issue, @Nullable String mergeCommit, @Nullable String mergedBy) {
        StoredPull pull = pullOf(issue);
        StoredPull last = new StoredPull(
                pull.head(), pull.base(), pull.draft(), Views.head(git, issue, pull), mergeCommit, mergedBy);
        return book.put(issue.withOpen(false, clock.instant()).withPull(last, clock.instant()));
    }

    /** Merges by exact head. A merge that was done before, though nobody was told, counts as done. */
    MergeResult merge(Book book, BareRepository git, long number, String headSha, String login) {
        StoredIssue issue = LocalForge.existing(book, number);
        if (issue.pull() == null) {
            throw LocalForge.refused("#" + number + " is no pull request");
        }
        StoredPull pull = issue.pull();
        if (!Views.head(git, issue, pull).equals(headSha)) {
            return MergeResult.MOVED;
        }
        if (pull.mergeCommit() != null) {
            return MergeResult.MERGED;
        }
        if (!issue.open() || pull.draft()) {
            return MergeResult.NOT_MERGEABLE;
        }
        Optional<String> merged = mergeCommit(book, git, issue, pull, headSha, MergeMethod.MERGE);
        if (merged.isEmpty()) {
            return MergeResult.NOT_MERGEABLE;
        }
        shut(book, git, issue, merged.get(), login);
        if (login.equals(self.login())) {
            LocalForge.note(book, Kind.PULL_REQUEST_MERGED, number, headSha);
        }
        return MergeResult.MERGED;
    }

    /** Asks for a review, once. */
    void ask(Book book, long number, String login) {
        StoredIssue issue = LocalForge.existing(book, number);
        pullOf(issue);
        if (!issue.reviewers().contains(login)) {
            List<String> reviewers = new ArrayList<>(issue.reviewers());
            reviewers.add(login);
            book.put(issue.withReviewers(reviewers, clock.instant()));
            LocalForge.note(book, Kind.REVIEWER, number, login);
        }
    }

    Optional<String> mergeCommit(
            Book book, BareRepository git, StoredIssue issue, StoredPull pull, String head, MergeMethod method) {
        String base = requireBranch(git, pull.base());
        if (git.contains(base, head)) {
            return Optional.of(base);
        }
        String title = method == MergeMethod.SQUASH
                ? issue.title() + " (#" + issue.number() + ")"
                : "Merge pull request #" + issue.number() + " from " + book.owner + "/" + pull.head() + "\n\n"
                        + issue.title();
        CommitMessage message = new CommitMessage(title, "Local forge", "forge@localhost", clock.instant());
        return git.merge(pull.base(), head, method, message);
    }

    private Optional<PullRequest> view(Book book, BareRepository git, StoredIssue issue) {
        return Optional.ofNullable(issue.pull()).map(pull -> views.pull(book, git, issue, pull));
    }

    private PullRequest pull(Book book, BareRepository git, StoredIssue issue) {
        return views.pull(book, git, issue, pullOf(issue));
    }

    static StoredPull pullOf(StoredIssue issue) {
        StoredPull pull = issue.pull();
        if (pull == null) {
            throw LocalForge.refused("#" + issue.number() + " is no pull request");
        }
        return pull;
    }

    static boolean has(StoredIssue issue, String head) {
        return issue.pull() != null && issue.pull().head().equals(head);
    }

    static List<String> without(List<String> list, String item) {
        List<String> rest = new ArrayList<>(list);
        rest.removeIf(item::equalsIgnoreCase);
        return rest;
    }

    private static String requireBranch(BareRepository git, String branch) {
        return git.branch(branch).orElseThrow(() -> LocalForge.refused("there is no branch " + branch));
    }
}
