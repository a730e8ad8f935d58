package dev.fettle.improve;

import dev.fettle.backlog.Ticket;

/** How many of its attempts a ticket has used. */
public final class AttemptBudget {
    private AttemptBudget() {}

    /**
     * Those since it was last let be tried again.
     *
     * @param made all that were made
     */
    public static int used(Ticket ticket, int made) {
        return made - Integer.parseInt(ticket.metadata().getOrDefault(Metadata.RETRIED_AFTER, "0"));
    }
}
