package dev.fettle.workspace;

/** What became of a push. */
public enum PushResult {
    /** The branch is now at the commit. */
    PUSHED,
    /** It already was. */
    UP_TO_DATE,
    /** The branch is not where we last saw it: somebody else moved it. Nothing was written. */
    MOVED,
    /** The server said no (a hook, a protected branch, no permission). */
    REJECTED
}
