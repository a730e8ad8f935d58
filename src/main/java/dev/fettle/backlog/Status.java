package dev.fettle.backlog;

/** Where a ticket stands. Stored in lower case. */
public enum Status {
    /** Waiting to be taken. */
    OPEN,
    /** A cycle has started. */
    IN_PROGRESS,
    /** A patch is applied, tests are running. */
    TESTING,
    /** Gates passed: a pull request is open, or the branch stands where there is no forge. */
    READY,
    /** Merged. */
    APPLIED,
    /** Given up, with the reason. */
    FAILED,
    /** A person said no; never reopened for the same fingerprint. */
    REJECTED;

    /** Whether nothing more will happen by itself. */
    public boolean ended() {
        return this == APPLIED || this == FAILED || this == REJECTED;
    }
}
