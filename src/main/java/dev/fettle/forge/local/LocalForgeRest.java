package dev.fettle.forge.local;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.Forge;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.PullReview.Remark;
import dev.fettle.forge.local.Book.StoredCheck;
import dev.fettle.forge.local.Book.StoredComment;
import dev.fettle.forge.local.Book.StoredIssue;
import dev.fettle.forge.local.Book.StoredPull;
import dev.fettle.forge.local.Written.Kind;
import dev.fettle.workspace.GitNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server does for each of Fettle's requests: not idempotent, one request, one thing done. A stub that speaks GitHub's REST API stands on
 * this, so that a client which asks twice really makes two.
 */
public final class LocalForgeRest {
    private final LocalForge forge;
    private final Shelf shelf;
    private final String login;

    /** Acts as Fettle. */
    public LocalForgeRest(LocalForge forge) {
        this.forge = forge;
        this.shelf = forge.shelf();
        this.login = forge.self().login();
    }

    /** {@code POST pulls}: refused where an open one of that head stands. Gives back its number. */
    public long createPullRequest(RepositoryRef repository, PullRequestDraft draft) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue made = forge.pulls().make(book, git, draft, login);
            LocalForge.note(book, Kind.PULL_REQUEST_OPENED, made.number(), draft.title());
            return made.number();
        });
    }

    /** {@code PATCH pulls/n}: null leaves a value as it is; {@code state} is {@code open} or {@code closed}. */
    public void editPullRequest(
            RepositoryRef repository,
            long number,
            @Nullable String title,
            @Nullable String body,
            @Nullable String base,
            @Nullable String state) {
        shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            StoredPull pull = Pulls.pullOf(issue);
            StoredPull moved = new StoredPull(
                    pull.head(),
                    base == null ? pull.base() : GitNames.isBranch(base) ? base : pull.base(),
                    pull.draft(),
                    pull.headSha(),
                    pull.mergeCommit(),
                    pull.mergedBy());
            StoredIssue edited = book.put(issue.withText(
                            title == null ? issue.title() : title,
                            body == null ? issue.body() : body,
                            forge.clock().instant())
                    .withPull(moved, forge.clock().instant()));
            if ("closed".equals(state) && edited.open()) {
                forge.pulls().close(book, git, number);
            } else if (title != null || body != null || base != null) {
                LocalForge.note(book, Kind.PULL_REQUEST_EDITED, number, edited.title());
            }
            return number;
        });
    }

    /** {@code POST pulls/n/reviews}. Gives back the review's id. */
    public long createReview(RepositoryRef repository, long number, String head, String body, List<Remark> remarks) {
        return shelf.change(repository, (book, git) -> new LocalReviews(login).add(book, number, head, body, remarks));
    }

    /** {@code PUT pulls/n/reviews/id}. */
    public void editReview(RepositoryRef repository, long reviewId, String body) {
        shelf.change(repository, (book, git) -> {
            new LocalReviews(login).edit(book, reviewId, body);
            return reviewId;
        });
    }

    /** {@code POST issues}: a new one each time. Gives back its number. */
    public long createIssue(RepositoryRef repository, String title, String body) {
        return shelf.change(
                repository,
                (book, git) -> forge.localIssues().make(book, title, body).number());
    }

    /** {@code PATCH issues/n}: null leaves the title as it is. */
    public void editIssue(RepositoryRef repository, long number, @Nullable String title, String body) {
        shelf.change(
                repository,
                (book, git) -> forge.localIssues().edit(book, LocalForge.existing(book, number), title, body));
    }

    /** The mutation {@code pinIssue}. */
    public void pinIssue(RepositoryRef repository, long number) {
        forge.ensurePinned(repository, number);
    }

    /** {@code POST issues/n/comments}. Gives back the comment's id. */
    public long createComment(RepositoryRef repository, long number, String body) {
        return shelf.change(repository, (book, git) -> {
            StoredComment made = new StoredComment(
                    book.nextId(),
                    LocalForge.existing(book, number).number(),
                    login,
                    body,
                    forge.clock().instant(),
                    forge.clock().instant());
            book.comments.add(made);
            LocalForge.note(book, Kind.COMMENT_MADE, number, body);
            return made.id();
        });
    }

    /** {@code PATCH issues/comments/id}. */
    public void editComment(RepositoryRef repository, long commentId, String body) {
        shelf.change(repository, (book, git) -> {
            StoredComment edited =
                    book.editComment(commentId, body, forge.clock().instant());
            LocalForge.note(book, Kind.COMMENT_EDITED, edited.number(), body);
            return commentId;
        });
    }

    /** {@code POST check-runs}: a new one even where one of that name stands. Gives back its id. */
    public long createCheckRun(RepositoryRef repository, CheckRun check) {
        return shelf.change(repository, (book, git) -> {
            StoredCheck made = new StoredCheck(book.nextId(), login, check);
            book.checks.add(made);
            LocalForge.note(book, Kind.CHECK_RUN, 0, check.name() + " " + check.conclusion());
            return made.id();
        });
    }

    /** {@code PATCH check-runs/id}: the run as it is to be from now on, all its annotations included. */
    public void updateCheckRun(RepositoryRef repository, long id, CheckRun check) {
        shelf.change(repository, (book, git) -> {
            book.checks.replaceAll(stored -> stored.id() == id ? new StoredCheck(id, stored.author(), check) : stored);
            LocalForge.note(book, Kind.CHECK_RUN, 0, check.name() + " " + check.conclusion());
            return id;
        });
    }

    /** {@code GET commits/sha/check-runs}: ids with their runs, in the order they were made. */
    public Map<Long, CheckRun> checkRuns(RepositoryRef repository, String sha) {
        return shelf.look(repository, (book, git) -> {
            Map<Long, CheckRun> found = new TreeMap<>();
            book.checks.stream()
                    .filter(stored -> stored.run().sha().equals(sha))
                    .forEach(stored -> found.put(stored.id(), stored.run()));
            return found;
        });
    }

    /** {@code POST …/reactions}: as on GitHub, a second one of the same kind is the first. {@code commentId} 0 for the issue itself. */
    public void react(RepositoryRef repository, long number, long commentId, Forge.Reaction reaction) {
        shelf.change(repository, (book, git) -> {
            Reactions.ours(book, number, commentId, login, reaction);
            return number;
        });
    }

    /** {@code POST issues/n/labels}: adds to those that are there. */
    public void addLabels(RepositoryRef repository, long number, List<String> labels) {
        shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            List<String> all = new ArrayList<>(issue.labels());
            for (String label : labels) {
                if (all.stream().noneMatch(label::equalsIgnoreCase)) {
                    all.add(label);
                    LocalForge.note(book, Kind.LABEL, number, label);
                }
            }
            book.put(issue.withLabels(all, forge.clock().instant()));
            return number;
        });
    }

    /** {@code DELETE issues/n/labels/name}. Returns whether it was on it. */
    public boolean removeLabel(RepositoryRef repository, long number, String label) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            List<String> rest = Pulls.without(issue.labels(), label);
            boolean was = rest.size() < issue.labels().size();
            if (was) {
                book.put(issue.withLabels(rest, forge.clock().instant()));
                LocalForge.note(book, Kind.UNLABEL, number, label);
            }
            return was;
        });
    }

    /** {@code POST pulls/n/requested_reviewers}. */
    public void requestReviewers(RepositoryRef repository, long number, List<String> logins) {
        shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            List<String> all = new ArrayList<>(issue.reviewers());
            for (String reviewer : logins) {
                if (!all.contains(reviewer)) {
                    all.add(reviewer);
                    LocalForge.note(book, Kind.REVIEWER, number, reviewer);
                }
            }
            book.put(issue.withReviewers(all, forge.clock().instant()));
            return number;
        });
    }

    /** {@code PUT pulls/n/merge} with {@code sha}: GitHub answers 409 where this gives {@code MOVED}, 405 where {@code NOT_MERGEABLE}. */
    public Forge.MergeResult merge(RepositoryRef repository, long number, String sha) {
        return shelf.change(repository, (book, git) -> forge.pulls().merge(book, git, number, sha, login));
    }
}
