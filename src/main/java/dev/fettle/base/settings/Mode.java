package dev.fettle.base.settings;

/** How far Fettle goes in a repository. */
public enum Mode {
    /** Tickets only. */
    OBSERVE,
    /** Fixes are shown in a comment, no branch is made. */
    SUGGEST,
    /** Draft pull requests. */
    DRAFT,
    /** Pull requests that are ready for review. */
    READY,
    /** As READY, and merged when the risk is low enough and no review is required. */
    AUTO
}
