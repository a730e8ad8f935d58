package dev.fettle.insight;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.Tally.Cell;
import dev.fettle.backlog.Tally.Span;
import dev.fettle.backlog.TicketFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;

/**
 * What the figures of health count, read at once: three passes over the backlog instead of one for each number. Tickets that ended are known by the span of time in which they did, their status, what they wait
 * for and what became of their proposal; those that came by the span only; all of them by status, priority, category and risk.
 */
final class Census {
    private static final List<Facet> OF_ENDED = List.of(Facet.STATUS, Facet.WAITING, Facet.FATE);

    private final List<Span> ended;
    private final List<Span> created;
    private final List<Cell> kinds;

    private Census(List<Span> ended, List<Span> created, List<Cell> kinds) {
        this.ended = ended;
        this.created = created;
        this.kinds = kinds;
    }

    /** For everything that the page of health tells. */
    static Census of(Tally tally, Instant now) {
        Period lately = Period.lately(now);
        TreeSet<Instant> bounds =
                new TreeSet<>(List.of(lately.before().from(), lately.from(), lately.to(), hourAgo(now), dayAgo(now)));
        LocalDate first = Weeks.first(now);
        for (int week = 0; week <= Weeks.SHOWN; week++) {
            bounds.add(first.plusWeeks(week).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        TreeSet<Instant> ever = new TreeSet<>(bounds);
        ever.add(Instant.EPOCH);
        return of(tally, bounds, ever);
    }

    /** For what happened in the last hour and day alone, however many tickets ended before. */
    static Census ofLastDay(Tally tally, Instant now) {
        TreeSet<Instant> bounds = new TreeSet<>(List.of(dayAgo(now), hourAgo(now)));
        return of(tally, bounds, bounds);
    }

    private static Census of(Tally tally, TreeSet<Instant> created, TreeSet<Instant> ended) {
        return new Census(
                tally.spans(Facet.ENDED, List.copyOf(ended), OF_ENDED.toArray(Facet[]::new)),
                tally.spans(Facet.CREATED, List.copyOf(created)),
                tally.tickets(TicketFilter.ALL, Facet.STATUS, Facet.PRIORITY, Facet.CATEGORY, Facet.RISK));
    }

    static Instant hourAgo(Instant now) {
        return now.minus(Duration.ofHours(1));
    }

    static Instant dayAgo(Instant now) {
        return now.minus(Duration.ofDays(1));
    }

    /** All tickets by status, priority, category and risk. */
    List<Cell> kinds() {
        return kinds;
    }

    /**
     * The tickets that ended, or came, at certain times.
     *
     * @param rows whose times are bounds of this census, and whose other conditions are about {@link #OF_ENDED}
     */
    Amount amount(TicketFilter rows) {
        boolean ofEnded = rows.conditions().stream().anyMatch(condition -> condition.facet() == Facet.ENDED);
        int number = 0;
        for (Span span : ofEnded ? ended : created) {
            if (rows.conditions().stream().allMatch(condition -> !isTime(condition) || within(span, condition))) {
                number += span.cells().stream()
                        .filter(cell -> rows.conditions().stream()
                                .allMatch(condition -> isTime(condition) || holds(cell, condition)))
                        .mapToInt(Cell::count)
                        .sum();
            }
        }
        return new Amount(number, rows);
    }

    private static boolean isTime(Condition condition) {
        return condition.facet() == Facet.ENDED || condition.facet() == Facet.CREATED;
    }

    private static boolean within(Span span, Condition condition) {
        if (condition.is() == Condition.Is.NOT && condition.value().isEmpty()) {
            return true;
        }
        Instant time = Instant.parse(condition.value());
        boolean after = !span.from().isBefore(time);
        boolean before = span.to().filter(to -> !to.isAfter(time)).isPresent();
        if (!after && !before) {
            throw new IllegalStateException("no span of the census begins or ends at " + time);
        }
        return switch (condition.is()) {
            case AT_LEAST -> after;
            case BELOW -> before;
            case EQUAL, NOT, HOLDING -> throw new IllegalStateException("a census has no " + condition);
        };
    }

    private static boolean holds(Cell cell, Condition condition) {
        String value = cell.values().get(OF_ENDED.indexOf(condition.facet()));
        return switch (condition.is()) {
            case EQUAL -> value.equals(condition.value());
            case NOT -> !value.equals(condition.value());
            case AT_LEAST, BELOW, HOLDING -> throw new IllegalStateException("a census has no " + condition);
        };
    }
}
