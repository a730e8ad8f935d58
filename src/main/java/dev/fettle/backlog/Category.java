package dev.fettle.backlog;

/** What kind of improvement a ticket asks for. Stored in lower case. */
public enum Category {
    BUG_FIX,
    PERFORMANCE,
    FEATURE,
    REFACTOR
}
