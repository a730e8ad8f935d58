package dev.fettle.backlog;

import dev.fettle.base.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Exact counts over all tickets and attempts, however many there are. A count of a filter is the number of rows that a list with the same filter has. */
public interface Tally {
    /** The same counts over those tickets and attempts alone that somebody may see. */
    Tally seenBy(Sight sight);

    /** How many tickets of a filter there are of each combination of values that occurs; its limit and offset are of no matter. */
    List<Cell> tickets(TicketFilter filter, Facet... by);

    /**
     * How many tickets came, or ended, in each span of time, of each combination of values that occurs in it. One that has not ended is in none.
     *
     * @param time {@link Facet#CREATED} or {@link Facet#ENDED}
     * @param bounds ascending: a span goes from one to before the next, the last one without an end
     */
    List<Span> spans(Facet time, List<Instant> bounds, Facet... by);

    int attempts(AttemptFilter filter);

    /** The newest first. */
    List<AttemptRow> attemptRows(AttemptFilter filter, int limit, int offset);

    /** Each engine that was noted, and "" for attempts that came to none; the most attempts first. */
    List<EngineAttempts> engines();

    /** Each gate and outcome that occurs, by the name of the gate. */
    List<GateCount> gates();

    /** Those that have tickets, by name. */
    List<RepositoryTickets> repositories();

    /** When the first ticket was made; empty when there is none. */
    Optional<Instant> firstCreated();

    /** Changes whenever a ticket or the inbox does; tells nothing of what it is made of but to whoever may see everything. */
    String pulse();

    /**
     * So many tickets.
     *
     * @param values in the order of the facets that were asked for
     */
    record Cell(List<String> values, int count) {
        public Cell {
            values = List.copyOf(values);
        }
    }

    /** From a time to before another, if there is one; with what was counted there. */
    record Span(Instant from, Optional<Instant> to, List<Cell> cells) {
        public Span {
            cells = List.copyOf(cells);
        }
    }

    /** An attempt in a list. {@code reason} is a name or "". */
    record AttemptRow(
            String ticketId,
            String title,
            int number,
            Milestone reached,
            boolean success,
            String engine,
            String rule,
            String reason,
            long millis,
            Instant at) {}

    /**
     * An engine's attempts.
     *
     * @param plausible attempts that found a change that passes every test
     * @param gated attempts whose change passed every required gate
     * @param medianMillis of those of which the time is known, 0 when there are none
     */
    record EngineAttempts(String engine, int attempts, int plausible, int gated, long medianMillis) {}

    /** {@code outcome} is in lower case. */
    record GateCount(String gate, String outcome, int attempts) {}

    record RepositoryTickets(String key, String slug, int tickets) {}
}
