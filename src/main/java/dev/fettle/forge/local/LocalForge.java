package dev.fettle.forge.local;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Alert;
import dev.fettle.forge.Check;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CiLog;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.CommentOn;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Issue;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.PullReview;
import dev.fettle.forge.Repository;
import dev.fettle.forge.StandingIssue;
import dev.fettle.forge.local.Book.StoredComment;
import dev.fettle.forge.local.Book.StoredIssue;
import dev.fettle.forge.local.Written.Kind;
import dev.fettle.workspace.GitRemote;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A forge in a folder. Everything that is no git data lies in one JSON document a repository; threads and processes may share the folder.
 *
 * <p>What other people do to it is done through {@link LocalForgeWorld}.
 */
public final class LocalForge implements Forge {
    private final Shelf shelf;
    private final Views views;
    private final Identity self;
    private final InstantSource clock;
    private final Pulls pulls;
    private final LocalIssues localIssues;
    private final RunLogs runLogs;

    /**
     * Opens the forge, making its folder if needed.
     *
     * @param home the folder; the workspaces must be allowed to use repositories below it
     * @param self who Fettle is here
     * @param webUrl the address, without a slash at its end, below which its pages are shown: {@code <webUrl>/<owner>/<name>/pull/<number>}
     */
    public LocalForge(Path home, Identity self, String webUrl, InstantSource clock) {
        this(home, self, () -> webUrl, clock);
    }

    /** The same, where the address is known only once the pages are served. */
    public LocalForge(Path home, Identity self, Supplier<String> webUrl, InstantSource clock) {
        this.shelf = new Shelf(home);
        this.views = new Views(webUrl);
        this.self = self;
        this.clock = clock;
        this.pulls = new Pulls(views, self, clock);
        this.localIssues = new LocalIssues(views, self.login(), clock);
        this.runLogs = new RunLogs(shelf);
    }

    @Override
    public Identity self() {
        return self;
    }

    @Override
    public GitRemote remote(RepositoryRef repository, Access access) {
        Book book = shelf.book(repository).orElseThrow(() -> Shelf.missing(repository));
        if (access == Access.WRITE && book.archived) {
            throw new ForgeException(
                    ForgeException.Kind.FORBIDDEN, repository.slug() + " is archived: it is read-only", null, null);
        }
        return new GitRemote(shelf.git(repository).toString(), null, null);
    }

    @Override
    public Optional<Repository> repository(RepositoryRef repository) {
        return shelf.book(repository).map(views::repository);
    }

    @Override
    public List<Repository> repositories() {
        return shelf.books().stream().map(views::repository).toList();
    }

    @Override
    public Permission permission(RepositoryRef repository, String login) {
        return shelf.book(repository)
                .orElseThrow(() -> Shelf.missing(repository))
                .permission(login);
    }

    @Override
    public Optional<byte[]> file(RepositoryRef repository, String path, String revision) {
        return shelf.look(repository, (book, git) -> git.file(revision, path));
    }

    @Override
    public Optional<String> branch(RepositoryRef repository, String branch) {
        return shelf.look(repository, (book, git) -> git.branch(branch));
    }

    @Override
    public Optional<Issue> issue(RepositoryRef repository, long number) {
        return shelf.look(repository, (book, git) -> book.issue(number).map(issue -> views.issue(book, issue)));
    }

    @Override
    public List<Issue> issuesLabeled(RepositoryRef repository, String label) {
        return shelf.look(
                repository,
                (book, git) -> book.issues.stream()
                        .filter(issue -> issue.open() && issue.pull() == null)
                        .filter(issue -> issue.labels().stream().anyMatch(label::equalsIgnoreCase))
                        .map(issue -> views.issue(book, issue))
                        .toList());
    }

    @Override
    public Optional<Comment> comment(RepositoryRef repository, long issueNumber, long commentId) {
        return shelf.look(
                repository,
                (book, git) -> book.comments.stream()
                        .filter(comment -> comment.id() == commentId && comment.number() == issueNumber)
                        .findFirst()
                        .map(comment -> views.comment(book, comment)));
    }

    @Override
    public List<Comment> comments(RepositoryRef repository, long issueNumber) {
        return shelf.look(
                repository,
                (book, git) -> book.comments.stream()
                        .filter(comment -> comment.number() == issueNumber)
                        .map(comment -> views.comment(book, comment))
                        .toList());
    }

    @Override
    public List<CommentOn> commentsSince(RepositoryRef repository, Instant since) {
        return shelf.look(
                repository,
                (book, git) -> book.comments.stream()
                        .filter(comment -> !comment.created().isBefore(since)
                                && comment.created().equals(comment.updated()))
                        .flatMap(comment -> book.issue(comment.number()).stream()
                                .filter(StoredIssue::open)
                                .map(issue -> new CommentOn(
                                        comment.number(),
                                        issue.pull() != null,
                                        views.comment(book, comment),
                                        comment.created())))
                        .toList());
    }

    @Override
    public Optional<PullRequest> pullRequest(RepositoryRef repository, long number) {
        return shelf.look(repository, (book, git) -> pulls.find(book, git, number));
    }

    @Override
    public Optional<PullRequest> newestPullRequest(RepositoryRef repository, String headBranch) {
        return shelf.look(
                repository,
                (book, git) -> book.issues.stream()
                        .filter(issue ->
                                issue.pull() != null && issue.pull().head().equals(headBranch))
                        .max(Comparator.comparingLong(StoredIssue::number))
                        .flatMap(issue -> pulls.find(book, git, issue.number())));
    }

    @Override
    public List<PullRequest> openPullRequests(RepositoryRef repository) {
        return shelf.look(repository, pulls::open);
    }

    @Override
    public List<CiLog> ciLogs(RepositoryRef repository, CiRun run) {
        return shelf.look(repository, (book, git) -> runLogs.of(book, repository, run));
    }

    @Override
    public List<CiRun> passedRuns(RepositoryRef repository, String branch, int most) {
        return shelf.look(repository, (book, git) -> RunLogs.passed(book, branch, most));
    }

    @Override
    public List<Check> checks(RepositoryRef repository, String sha) {
        return shelf.look(repository, (book, git) -> CiWorld.standing(book, sha));
    }

    @Override
    public List<String> requiredChecks(RepositoryRef repository, String branch) {
        return shelf.look(repository, (book, git) -> List.copyOf(book.requiredChecks));
    }

    @Override
    public List<Alert> alerts(RepositoryRef repository, Alert.Kind kind) {
        return shelf.look(repository, (book, git) -> book.alerts(kind));
    }

    @Override
    public void ensureReady(RepositoryRef repository, long pullRequestNumber) {
        shelf.change(repository, (book, git) -> {
            pulls.ready(writable(book), pullRequestNumber);
            return Optional.empty();
        });
    }

    @Override
    public PullRequest ensurePullRequest(RepositoryRef repository, PullRequestDraft draft) {
        return shelf.change(repository, (book, git) -> pulls.ensure(writable(book), git, draft));
    }

    @Override
    public Comment ensureComment(RepositoryRef repository, long issueNumber, String marker, String body) {
        return shelf.change(repository, (book, git) -> {
            existing(writable(book), issueNumber);
            String text = marked(body, marker);
            StoredComment found = book.comments.stream()
                    .filter(comment -> comment.number() == issueNumber)
                    .filter(comment -> comment.author().equals(self.login())
                            && comment.body().contains(marker))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                StoredComment made = new StoredComment(
                        book.nextId(), issueNumber, self.login(), text, clock.instant(), clock.instant());
                book.comments.add(made);
                note(book, Kind.COMMENT_MADE, issueNumber, marker);
                return views.comment(book, made);
            }
            if (found.body().equals(text)) {
                return views.comment(book, found);
            }
            StoredComment edited =
                    new StoredComment(found.id(), issueNumber, self.login(), text, found.created(), clock.instant());
            book.comments.replaceAll(comment -> comment.id() == edited.id() ? edited : comment);
            note(book, Kind.COMMENT_EDITED, issueNumber, marker);
            return views.comment(book, edited);
        });
    }

    @Override
    public StandingIssue ensureIssue(RepositoryRef repository, IssueDraft draft) {
        return shelf.change(repository, (book, git) -> localIssues.ensure(writable(book), draft));
    }

    @Override
    public void ensurePinned(RepositoryRef repository, long issueNumber) {
        shelf.change(repository, (book, git) -> {
            LocalIssues.pin(writable(book), issueNumber);
            return Optional.empty();
        });
    }

    @Override
    public Optional<String> lastEditor(RepositoryRef repository, long issueNumber) {
        return shelf.look(repository, (book, git) -> LocalIssues.lastEditor(book, issueNumber));
    }

    @Override
    public void ensureCheckRun(RepositoryRef repository, CheckRun check) {
        shelf.change(repository, (book, git) -> {
            if (!git.has(check.sha())) {
                throw refused("there is no commit " + check.sha());
            }
            if (writable(book).changes(self.login(), check)) {
                note(book, Kind.CHECK_RUN, 0, check.name() + " " + check.conclusion());
            }
            return Optional.empty();
        });
    }

    @Override
    public List<String> dislikes(RepositoryRef repository, long issueNumber) {
        return shelf.look(repository, (book, git) -> List.copyOf(book.dislikes.getOrDefault(issueNumber, List.of())));
    }

    @Override
    public void ensureReaction(RepositoryRef repository, long issueNumber, long commentId, Reaction reaction) {
        shelf.change(repository, (book, git) -> {
            existing(writable(book), issueNumber);
            Reactions.ours(book, issueNumber, commentId, self.login(), reaction);
            return Optional.empty();
        });
    }

    @Override
    public void ensureLabel(RepositoryRef repository, long issueNumber, String label) {
        shelf.change(repository, (book, git) -> {
            StoredIssue issue = existing(writable(book), issueNumber);
            if (issue.labels().stream().noneMatch(label::equalsIgnoreCase)) {
                List<String> labels = new ArrayList<>(issue.labels());
                labels.add(label);
                book.put(issue.withLabels(labels, clock.instant()));
                note(book, Kind.LABEL, issueNumber, label);
            }
            return Optional.empty();
        });
    }

    @Override
    public void ensureNoLabel(RepositoryRef repository, long issueNumber, String label) {
        shelf.change(repository, (book, git) -> {
            StoredIssue issue = existing(writable(book), issueNumber);
            List<String> labels = Pulls.without(issue.labels(), label);
            if (labels.size() < issue.labels().size()) {
                book.put(issue.withLabels(labels, clock.instant()));
                note(book, Kind.UNLABEL, issueNumber, label);
            }
            return Optional.empty();
        });
    }

    @Override
    public void ensureClosed(RepositoryRef repository, long pullRequestNumber) {
        shelf.change(repository, (book, git) -> {
            pulls.close(writable(book), git, pullRequestNumber);
            return Optional.empty();
        });
    }

    @Override
    public MergeResult merge(RepositoryRef repository, long pullRequestNumber, String headSha) {
        return shelf.change(
                repository, (book, git) -> pulls.merge(writable(book), git, pullRequestNumber, headSha, self.login()));
    }

    @Override
    public void ensureReviewer(RepositoryRef repository, long pullRequestNumber, String login) {
        shelf.change(repository, (book, git) -> {
            pulls.ask(writable(book), pullRequestNumber, login);
            return Optional.empty();
        });
    }

    @Override
    public void ensureReview(RepositoryRef repository, PullReview review) {
        shelf.change(repository, (book, git) -> {
            new LocalReviews(self.login()).ensure(writable(book), review);
            return Optional.empty();
        });
    }

    /** Everything that Fettle ever wrote to this forge, by repository, oldest first. Git pushes do not come this way. */
    public List<Written> written() {
        return shelf.books().stream().flatMap(book -> book.written.stream()).toList();
    }

    Shelf shelf() {
        return shelf;
    }

    Views views() {
        return views;
    }

    LocalIssues localIssues() {
        return localIssues;
    }

    Pulls pulls() {
        return pulls;
    }

    InstantSource clock() {
        return clock;
    }

    /** A text with the marker in it, at its end when it was not there. */
    static String marked(String body, String marker) {
        return body.contains(marker) ? body : body + "\n\n" + marker;
    }

    static void note(Book book, Kind kind, long number, String detail) {
        book.written.add(new Written(book.owner + "/" + book.name, kind, number, detail));
    }

    static StoredIssue existing(Book book, long number) {
        return book.issue(number)
                .orElseThrow(() -> new ForgeException(
                        ForgeException.Kind.NOT_FOUND,
                        book.owner + "/" + book.name + " has no issue or pull request #" + number,
                        null,
                        null));
    }

    static ForgeException refused(String message) {
        return new ForgeException(ForgeException.Kind.REFUSED, message, null, null);
    }

    private static Book writable(Book book) {
        if (book.archived) {
            throw new ForgeException(
                    ForgeException.Kind.FORBIDDEN,
                    book.owner + "/" + book.name + " is archived: it is read-only",
                    null,
                    null);
        }
        return book;
    }
}
