package dev.fettle.improve.scan;

import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found, and what becomes of it.
 *
 * @param source who found it
 * @param sighting the first of its kind
 * @param times how often the same was seen in this scan
 * @param ticket the one that stands for it, or the one that would be made
 * @param waiting what a new ticket would wait for; null when a cycle would take it
 * @param whyNot why no ticket is made; null when one is
 */
public record Found(
        String source,
        Sighting sighting,
        int times,
        Ticket ticket,
        @Nullable WaitingReason waiting,
        @Nullable ScanReason whyNot) {

    /** Whether it makes a ticket. */
    public boolean isNew() {
        return whyNot == null;
    }

    Found again() {
        return new Found(source, sighting, times + 1, ticket, waiting, whyNot);
    }
}
