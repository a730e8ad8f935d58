package dev.fettle.intake;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import java.util.List;

/**
 * What happened, in our words and not the forge's. All text in it is untrusted; hidden characters and HTML comments are gone from it.
 * A branch of another repository (a fork's) is written {@code owner:branch}, which no branch of the repository itself can be called.
 */
public sealed interface Event {
    /** Somebody who did something on the forge. */
    record Actor(String login, long id, boolean bot) {}

    /**
     * Where an event of a repository came from.
     *
     * @param delivery id of the delivery that told of it
     */
    record Origin(RepositoryRef repository, long installationId, Actor sender, String delivery) {}

    /** Something happened in a repository. */
    sealed interface OfRepository extends Event {
        Origin origin();
    }

    /** Commits were pushed, with these whole messages. {@code before} is all zeros for a new branch, {@code after} for a deletion. */
    record Pushed(
            Origin origin, String branch, String before, String after, boolean defaultBranch, List<String> messages)
            implements OfRepository {
        public Pushed {
            messages = List.copyOf(messages);
        }

        /** Whether the branch was not there before. */
        public boolean creates() {
            return none(before);
        }

        /** Whether the branch is gone. */
        public boolean deletes() {
            return none(after);
        }

        private static boolean none(String commit) {
            return commit.chars().allMatch(c -> c == '0');
        }
    }

    /** An issue got a label, or was opened with labels; then {@code added} is "". */
    record IssueLabeled(Origin origin, long number, List<String> labels, String added, String title, String body)
            implements OfRepository {}

    /** A label was taken off an issue. */
    record IssueUnlabeled(Origin origin, long number, String removed) implements OfRepository {}

    /** An issue was closed. */
    record IssueClosed(Origin origin, long number) implements OfRepository {}

    /** An issue's title or text was edited. {@code before} is what the text was, "" where it is the same or the forge does not say. */
    record IssueEdited(Origin origin, long number, List<String> labels, String title, String body, String before)
            implements OfRepository {}

    /** A new comment on an issue or pull request. Edited comments never become events. */
    record CommentAdded(Origin origin, long issueNumber, boolean onPullRequest, long commentId, String body)
            implements OfRepository {}

    /** A CI run ended badly. */
    record CiFailed(Origin origin, CiRun run, boolean defaultBranch, List<Long> pullRequests) implements OfRepository {}

    /** A CI run ended well. */
    record CiPassed(Origin origin, CiRun run, boolean defaultBranch) implements OfRepository {}

    /**
     * A deployment ended, well or badly.
     *
     * @param commit that was deployed, 40 hex
     * @param ref the branch, tag or commit that was asked for
     * @param environment such as {@code production}
     */
    record DeploymentEnded(
            Origin origin, String commit, String ref, String environment, String description, boolean good)
            implements OfRepository {}

    /** A pull request was closed or merged. */
    record PullRequestClosed(Origin origin, long number, String headBranch, String headSha, boolean merged)
            implements OfRepository {}

    /** Commits were added to a pull request's branch. */
    record PullRequestUpdated(Origin origin, long number, String headBranch, String headSha) implements OfRepository {}

    /** A pull request was opened, opened again, or is a draft no more. */
    record PullRequestOpened(Origin origin, long number, String headBranch, String headSha) implements OfRepository {}

    /** The text of a pull request was edited. What it now says is to be asked of the forge. */
    record PullRequestEdited(Origin origin, long number, String headBranch) implements OfRepository {}

    /** A review was submitted. */
    record Reviewed(Origin origin, long number, String headBranch, String state, String body) implements OfRepository {}

    /** Repositories were added to or taken from an installation, or it was suspended, deleted or renamed. */
    record InstallationChanged(
            long installationId, Actor sender, Kind kind, List<RepositoryRef> added, List<RepositoryRef> removed)
            implements Event {
        /** What changed. */
        public enum Kind {
            CREATED,
            DELETED,
            SUSPENDED,
            UNSUSPENDED,
            REPOSITORIES,
            /** The account that it belongs to has another name, and so have all its repositories. */
            RENAMED
        }
    }

    /** A repository got another name or owner, is gone, or is to be read or written by others than before. What counts is how it stands on the forge when this is handled. */
    record RepositoryChanged(Origin origin, Doing kind) implements Event {
        /** What changed. */
        public enum Doing {
            RENAMED,
            TRANSFERRED,
            DELETED,
            ARCHIVED,
            UNARCHIVED,
            PRIVATIZED,
            PUBLICIZED
        }
    }

    /** The forge asks whether we are there. */
    record Ping() implements Event {}

    /** Kept and not acted on, with the reason. */
    record Ignored(IgnoreReason reason, String detail) implements Event {}
}
