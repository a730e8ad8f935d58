package dev.fettle.gate.mcp;

/** Where a fault comes from. */
enum Origin {
    /** The check passed before the change. */
    CHANGE("broken by this change"),
    /** There was no such server before the change. */
    NEW("new with this change"),
    /** It was there before, or the server did not come so far. */
    BEFORE("broken before, not ours"),
    /** What was before could not be put together. */
    UNKNOWN("not known whether by this change");

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
