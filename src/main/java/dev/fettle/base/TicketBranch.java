package dev.fettle.base;

import java.util.Optional;

/** The branches that are Fettle's own: each is named after its ticket. */
public final class TicketBranch {
    private static final String PREFIX = "improvement/";

    private TicketBranch() {}

    /** The branch of a ticket. */
    public static String of(String ticketId) {
        return PREFIX + ticketId;
    }

    /** Whether a branch's name, without {@code refs/heads/}, is that of one of ours. */
    public static boolean named(String branch) {
        return branch.startsWith(PREFIX);
    }

    /** The id of the ticket that a branch is named after; empty when it is none of ours. */
    public static Optional<String> ticketId(String branch) {
        return named(branch) ? Optional.of(branch.substring(PREFIX.length())) : Optional.empty();
    }
}
