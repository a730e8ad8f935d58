package dev.fettle.backlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A ticket for which a pull request was proposed, and what became of it.
 *
 * @param risk that the patch was said to have, 1 to 10
 * @param rule that made the patch; "" where that was not noted yet
 */
public record Proposed(String ticket, int risk, String rule, Fate fate) {
    /** In a ticket's metadata: the risk of the patch that is proposed, 1 to 10. */
    public static final String RISK = "risk";

    /** In a ticket's metadata: the rule that made the patch. */
    public static final String RULE = "rule";

    /** In a ticket's metadata: that its pull request was closed without a word. Who says no in words leaves none. */
    public static final String CLOSED = "closed";

    /** In a ticket's metadata: who or what took the change back after it was merged. */
    public static final String REVERTED = "reverted";

    private static final int PAGE = 1000;

    /** How a proposal ended. */
    public enum Fate {
        /** It waits for people or checks. */
        OPEN,
        /** In the default branch, as far as is known. */
        MERGED,
        /** A person closed it and said nothing. */
        CLOSED,
        /** A person said no: by a command, a box, or on the server. */
        REJECTED,
        /** It was merged, and then taken back. */
        REVERTED,
        /** It went away for a reason of Fettle's or of the forge's. */
        WITHDRAWN
    }

    /** What a ticket says of it; empty when nothing was proposed for it. */
    public static Optional<Proposed> of(Ticket ticket) {
        String risk = ticket.metadata().getOrDefault(RISK, "");
        if (!risk.matches("10|[1-9]")) {
            return Optional.empty();
        }
        return Optional.of(new Proposed(
                ticket.id(), Integer.parseInt(risk), ticket.metadata().getOrDefault(RULE, ""), fate(ticket)));
    }

    /** Of the newest tickets, at most so many. */
    public static List<Proposed> newest(Backlog backlog, int most) {
        List<Proposed> all = new ArrayList<>();
        for (int from = 0; from < most; from += PAGE) {
            List<Ticket> page =
                    backlog.list(new TicketFilter(null, null, null, null, null, Math.min(PAGE, most - from), from));
            page.forEach(ticket -> of(ticket).ifPresent(all::add));
            if (page.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    private static Fate fate(Ticket ticket) {
        return switch (ticket.status()) {
            case APPLIED -> ticket.metadata().containsKey(REVERTED) ? Fate.REVERTED : Fate.MERGED;
            case REJECTED -> ticket.metadata().containsKey(CLOSED) ? Fate.CLOSED : Fate.REJECTED;
            case FAILED -> Fate.WITHDRAWN;
            case OPEN, IN_PROGRESS, TESTING, READY -> Fate.OPEN;
        };
    }
}
