package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import java.util.List;

/**
 * One part of a repository's queue, as far as it is shown.
 *
 * @param shown the first of them, in their order
 * @param all how many there are
 */
public record QueuePart(Kind kind, List<Row> shown, int all) {
    public QueuePart {
        shown = List.copyOf(shown);
    }

    /** How tickets stand, in the order in which a person wants to know. */
    public enum Kind {
        NEEDS_YOU("Needs you"),
        IN_PROGRESS("In progress"),
        WAITING("Waiting"),
        OPEN("Open, the next one first"),
        GIVEN_UP("Abstained or failed"),
        REJECTED("Rejected, the newest first");

        private final String heading;

        Kind(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    /**
     * One ticket.
     *
     * @param why what its history says of how it came to stand so, "" where its state says it all. Untrusted text
     */
    public record Row(Ticket ticket, String why) {}
}
