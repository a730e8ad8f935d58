package dev.fettle.workspace;

/** The remote has no such commit, or no longer: after a forced push, say. Trying again does not help. */
public final class NoSuchCommitException extends WorkspaceException {
    private static final long serialVersionUID = 1L;

    NoSuchCommitException(String message) {
        super(message);
    }

    NoSuchCommitException(String message, Throwable cause) {
        super(message, cause);
    }
}
