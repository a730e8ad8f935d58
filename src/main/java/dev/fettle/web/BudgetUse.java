package dev.fettle.web;

import dev.fettle.backlog.TicketFilter;

/**
 * How much of a limit is used.
 *
 * @param name what is limited, with whose it is
 * @param note a short sentence that says more, or ""
 * @param href the way to what is counted, or "" where it has no page
 */
public record BudgetUse(String name, int used, int limit, String note, String href) {
    /** With nothing more to say, and no rows. */
    public BudgetUse(String name, int used, int limit) {
        this(name, used, limit, "", "");
    }

    /** Of which as many tickets are used as that list has. */
    public static BudgetUse ofTickets(String name, int used, int limit, TicketFilter rows) {
        return new BudgetUse(name, used, limit, "", Href.tickets(rows));
    }

    /** Of which a ticket's page shows what is used. */
    public static BudgetUse ofTicket(String name, int used, int limit, String ticket) {
        return new BudgetUse(name, used, limit, "", "/tickets/" + ticket);
    }

    /** The same with a sentence. */
    public BudgetUse noting(String sentence) {
        return new BudgetUse(name, used, limit, sentence, href);
    }
}
