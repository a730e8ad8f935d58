package dev.fettle.forge.local;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.Book.StoredComment;
import dev.fettle.forge.local.Book.StoredIssue;
import dev.fettle.forge.local.Book.StoredPull;
import dev.fettle.workspace.BareRepository;
import java.util.function.Supplier;

/** What is stored, as the port's records say it. */
final class Views {
    private final Supplier<String> web;

    /** With the address, without a slash at its end, below which the forge's pages stand; asked for at each use. */
    Views(Supplier<String> web) {
        this.web = web;
    }

    Repository repository(Book book) {
        return new Repository(ref(book), book.defaultBranch, book.isPrivate, book.archived, book.installationId);
    }

    RepositoryRef ref(Book book) {
        return new RepositoryRef(book.id, book.owner, book.name);
    }

    Issue issue(Book book, StoredIssue issue) {
        return new Issue(
                issue.number(),
                issue.title(),
                issue.body(),
                issue.author(),
                issue.open(),
                issue.labels(),
                url(book, issue));
    }

    Comment comment(Book book, StoredComment comment) {
        String page =
                book.issue(comment.number()).map(issue -> url(book, issue)).orElse(repositoryUrl(book));
        return new Comment(comment.id(), comment.author(), comment.body(), page + "#issuecomment-" + comment.id());
    }

    PullRequest pull(Book book, BareRepository git, StoredIssue issue, StoredPull pull) {
        PullRequest.State state = pull.mergeCommit() != null
                ? PullRequest.State.MERGED
                : issue.open() ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
        return new PullRequest(
                issue.number(),
                issue.title(),
                issue.body(),
                issue.author(),
                state,
                pull.draft(),
                pull.head(),
                head(git, issue, pull),
                book.owner + "/" + book.name,
                pull.base(),
                issue.labels(),
                url(book, issue));
    }

    /** The head now: the branch's while the pull request is open, and the last one known otherwise. */
    static String head(BareRepository git, StoredIssue issue, StoredPull pull) {
        return issue.open() ? git.branch(pull.head()).orElse(pull.headSha()) : pull.headSha();
    }

    String repositoryUrl(Book book) {
        return web.get() + "/" + book.owner + "/" + book.name;
    }

    String url(Book book, StoredIssue issue) {
        return repositoryUrl(book) + (issue.pull() == null ? "/issues/" : "/pull/") + issue.number();
    }

    String userUrl(String login) {
        return web.get() + "/" + login;
    }
}
