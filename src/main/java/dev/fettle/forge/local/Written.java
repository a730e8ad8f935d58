package dev.fettle.forge.local;

/**
 * One thing that Fettle wrote to the forge. A verb that found all as wanted writes nothing and leaves no such entry.
 *
 * @param repository owner/name
 * @param kind what was done
 * @param number the issue's or pull request's number, 0 for a check run
 * @param detail what tells it from others of its kind: a title, a check's name and conclusion, a label, a login
 */
public record Written(String repository, Kind kind, long number, String detail) {
    /** What can be done. */
    public enum Kind {
        PULL_REQUEST_OPENED,
        PULL_REQUEST_EDITED,
        PULL_REQUEST_CLOSED,
        PULL_REQUEST_MERGED,
        ISSUE_MADE,
        ISSUE_EDITED,
        ISSUE_PINNED,
        COMMENT_MADE,
        COMMENT_EDITED,
        CHECK_RUN,
        REACTION,
        LABEL,
        UNLABEL,
        REVIEWER,
        REVIEW_MADE,
        REVIEW_EDITED
    }
}
