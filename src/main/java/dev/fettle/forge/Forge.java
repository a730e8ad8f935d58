package dev.fettle.forge;

import dev.fettle.base.RepositoryRef;
import dev.fettle.workspace.GitRemote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A GitHub-like server, as the loop needs it. Verbs that write are called {@code ensure…} and are idempotent: a retry edits, never duplicates.
 * Every call may throw {@link ForgeException}, which says whether and when to try again; no call waits.
 */
public interface Forge {
    /** How Fettle is known there: never react to oneself. */
    Identity self();

    /** Where to clone from and push to, with credentials for this one repository. */
    GitRemote remote(RepositoryRef repository, Access access);

    Optional<Repository> repository(RepositoryRef repository);

    /** The repositories this identity may work on. */
    List<Repository> repositories();

    /** What a person may do in a repository, asked of the server now. */
    Permission permission(RepositoryRef repository, String login);

    /** A file's bytes at a commit or branch; empty when it is not there. */
    Optional<byte[]> file(RepositoryRef repository, String path, String revision);

    /** The commit a branch is at (40 hex); empty when there is none. */
    Optional<String> branch(RepositoryRef repository, String branch);

    Optional<Issue> issue(RepositoryRef repository, long number);

    /** Open issues that carry the label. */
    List<Issue> issuesLabeled(RepositoryRef repository, String label);

    /** All comments on an issue or pull request, oldest first. */
    List<Comment> comments(RepositoryRef repository, long issueNumber);

    Optional<Comment> comment(RepositoryRef repository, long issueNumber, long commentId);

    /** Comments made since then, on open issues and pull requests, unedited, oldest first. For servers that send no webhooks here. */
    List<CommentOn> commentsSince(RepositoryRef repository, Instant since);

    Optional<PullRequest> pullRequest(RepositoryRef repository, long number);

    /** The newest pull request from a branch of the repository itself, whatever became of it. */
    Optional<PullRequest> newestPullRequest(RepositoryRef repository, String headBranch);

    /** Open pull requests, all of them; callers filter (some servers ignore filters). */
    List<PullRequest> openPullRequests(RepositoryRef repository);

    /** Logs of a run, newest attempt, as far as the server gives them: of a failed one those of its failed jobs with their annotations, of a passed one those of all. */
    List<CiLog> ciLogs(RepositoryRef repository, CiRun run);

    /** The newest runs of workflows on a branch that passed, newest first; what pull requests from elsewhere ran is none of them. None where the server has no workflows. */
    List<CiRun> passedRuns(RepositoryRef repository, String branch, int most);

    /** What stands on a commit, the newest of each name. */
    List<Check> checks(RepositoryRef repository, String sha);

    /** The names of the checks that a branch's rules require before anything is merged into it. */
    List<String> requiredChecks(RepositoryRef repository, String branch);

    /**
     * What the server's own analysis of that kind warns of on the default branch, as long as nobody has dealt with it.
     *
     * @throws ForgeException {@code FORBIDDEN} where we may not read it or it is switched off, {@code NOT_FOUND} where there is no such analysis
     */
    List<Alert> alerts(RepositoryRef repository, Alert.Kind kind);

    /**
     * Until when who only looks for news in a repository should leave it: little is left of what the server takes, and that is for the work itself. Empty when there is enough, or the server sets no limit.
     */
    default Optional<Instant> pollsYieldUntil(RepositoryRef repository) {
        return Optional.empty();
    }

    /** What this process has asked of the server so far, by who asked; none where nothing is sent. */
    default List<RequestUse> requests() {
        return List.of();
    }

    /** Webhooks since then that the server could not hand over to us; none where it keeps no list of them. Each GUID once, the oldest first. */
    default List<MissedDelivery> missedDeliveries(Instant since) {
        return List.of();
    }

    /** Asks the server to hand a missed webhook over once more: it comes as it would have, under its GUID. */
    default void ensureRedelivered(MissedDelivery missed) {}

    /** One pull request for the draft's head branch: found and brought up to date, or made. */
    PullRequest ensurePullRequest(RepositoryRef repository, PullRequestDraft draft);

    /** One comment that carries the marker: found and edited, or made. */
    Comment ensureComment(RepositoryRef repository, long issueNumber, String marker, String body);

    /**
     * Our one issue that carries the marker, open or closed: found and its text edited, or made. Where a server cannot edit issues, one comment of ours on it says the
     * same. One that is closed, or that reads otherwise than the draft expects, is left as it is: people were there meanwhile. So is one that the draft did not know of.
     */
    StandingIssue ensureIssue(RepositoryRef repository, IssueDraft draft);

    /** Pins an issue to the list of issues; nothing where the server does not let us. */
    void ensurePinned(RepositoryRef repository, long issueNumber);

    /** Login of who edited an issue's text last, or wrote it where nobody did; empty where the server does not tell. */
    Optional<String> lastEditor(RepositoryRef repository, long issueNumber);

    /** One check run of that name on that commit (a commit status where the server has no check runs). */
    void ensureCheckRun(RepositoryRef repository, CheckRun check);

    /**
     * What we say of a person's pull request: one review that is edited from head to head, another one only for remarks that none before it had. The one comment where
     * a server has no reviews.
     */
    void ensureReview(RepositoryRef repository, PullReview review);

    /** A reaction of ours on an issue or, when {@code commentId} is not 0, on a comment; nothing where the server has none. */
    void ensureReaction(RepositoryRef repository, long issueNumber, long commentId, Reaction reaction);

    /** Adds a label to an issue or pull request, made first if missing. */
    void ensureLabel(RepositoryRef repository, long issueNumber, String label);

    /** Takes a label off an issue or pull request; nothing where it is not on it. */
    void ensureNoLabel(RepositoryRef repository, long issueNumber, String label);

    /** Logins of those whose thumb is down on an issue or pull request; none where the server has no reactions. */
    List<String> dislikes(RepositoryRef repository, long issueNumber);

    /** Closes a pull request of ours, if it is open. */
    void ensureClosed(RepositoryRef repository, long pullRequestNumber);

    /** Takes the draft off a pull request, where it is one and the server can. */
    void ensureReady(RepositoryRef repository, long pullRequestNumber);

    /** Merges by exact head; {@link MergeResult#MOVED} when the head is another by now. */
    MergeResult merge(RepositoryRef repository, long pullRequestNumber, String headSha);

    /** Asks a person for a review, unless they were asked already. */
    void ensureReviewer(RepositoryRef repository, long pullRequestNumber, String login);

    /** Whether the token is for reading or for pushing. */
    enum Access {
        READ,
        WRITE
    }

    /** Reactions in use. */
    enum Reaction {
        EYES,
        THUMBS_UP,
        CONFUSED
    }

    /** What became of a merge. */
    enum MergeResult {
        MERGED,
        MOVED,
        NOT_MERGEABLE
    }
}
