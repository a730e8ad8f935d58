package dev.fettle.backlog;

/** How far a ticket, or an attempt, got on the way to a merged change. Stored by its {@link #rank()}, so that further is greater. */
public enum Milestone {
    /** It was made. */
    TICKET,
    /** A cycle took it. */
    ATTEMPTED,
    /** A test was seen failing. */
    REPRODUCED,
    /** A change was found that passes every test. */
    PATCHED,
    /** Every required gate passed. */
    GATED,
    /** A pull request was opened. */
    PULL_REQUEST,
    /** It is in the default branch. */
    MERGED;

    /** In a ticket's metadata: the number of its pull request. */
    private static final String NUMBER = "pull_request";

    /** 1 for the first. */
    public int rank() {
        return ordinal() + 1;
    }

    /** The one of a {@link #rank()}. */
    public static Milestone of(int rank) {
        return values()[Math.max(1, Math.min(values().length, rank)) - 1];
    }

    /** The furthest that a ticket's own state shows; its attempts may show more. */
    public static Milestone of(Ticket ticket) {
        if (ticket.status() == Status.APPLIED) {
            return MERGED;
        }
        if (ticket.metadata().containsKey(NUMBER)) {
            return PULL_REQUEST;
        }
        return switch (ticket.status()) {
            case READY -> GATED;
            case TESTING -> PATCHED;
            case IN_PROGRESS -> ATTEMPTED;
            case OPEN, APPLIED, FAILED, REJECTED -> ticket.metadata().containsKey(Proposed.RISK) ? GATED : TICKET;
        };
    }
}
