package dev.fettle.backlog;

/** How much a ticket matters. Stored in lower case. */
public enum Priority {
    LOW(2),
    MEDIUM(5),
    HIGH(8),
    CRITICAL(10);

    private final int weight;

    Priority(int weight) {
        this.weight = weight;
    }

    /** What it counts in the selector's score. */
    public int weight() {
        return weight;
    }
}
