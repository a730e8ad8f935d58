package dev.fettle.insight;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** What came and what ended, by week in UTC, from Monday. */
public final class Weeks {
    /** A quarter of a year. */
    public static final int SHOWN = 13;

    private Weeks() {}

    /**
     * One week.
     *
     * @param created tickets that came in it
     * @param ended tickets that ended in it, but for obsolete ones
     * @param merged those of them whose change was merged
     */
    public record Week(LocalDate monday, Amount created, Amount ended, Amount merged) {
        /** The share of resolved tickets in this week. */
        public Share resolved() {
            return new Share(merged.number(), ended.number());
        }
    }

    /** The last ones, the oldest first; the last is not over yet. */
    public static List<Week> of(Tally tally, Instant now) {
        return of(Census.of(tally, now), now);
    }

    static List<Week> of(Census census, Instant now) {
        List<Week> weeks = new ArrayList<>();
        for (int week = 0; week < SHOWN; week++) {
            weeks.add(week(census, first(now).plusWeeks(week)));
        }
        return weeks;
    }

    /** The Monday on which the first of them begins. */
    static LocalDate first(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(SHOWN - 1L);
    }

    private static Week week(Census census, LocalDate monday) {
        TicketFilter ended = in(monday, Facet.ENDED).and(Condition.not(Facet.WAITING, WaitingReason.OBSOLETE.name()));
        return new Week(
                monday,
                census.amount(in(monday, Facet.CREATED)),
                census.amount(ended),
                census.amount(ended.and(Condition.equal(Facet.STATUS, "applied"))));
    }

    private static TicketFilter in(LocalDate monday, Facet time) {
        return TicketFilter.where(
                Condition.atLeast(time, start(monday)), Condition.below(time, start(monday.plusWeeks(1))));
    }

    private static String start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }
}
