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
        LocalDate monday =
                LocalDate.ofInstant(now, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        List<Week> weeks = new ArrayList<>();
        for (int ago = SHOWN - 1; ago >= 0; ago--) {
            weeks.add(week(tally, monday.minusWeeks(ago)));
        }
        return weeks;
    }

    private static Week week(Tally tally, LocalDate monday) {
        TicketFilter created = in(monday, Facet.CREATED);
        TicketFilter ended = in(monday, Facet.ENDED).and(Condition.not(Facet.WAITING, WaitingReason.OBSOLETE.name()));
        int over = 0;
        int merged = 0;
        for (Tally.Cell cell : tally.tickets(ended, Facet.STATUS)) {
            over += cell.count();
            merged += cell.values().get(0).equals("applied") ? cell.count() : 0;
        }
        return new Week(
                monday,
                new Amount(tally.tickets(created).get(0).count(), created),
                new Amount(over, ended),
                new Amount(merged, ended.and(Condition.equal(Facet.STATUS, "applied"))));
    }

    private static TicketFilter in(LocalDate monday, Facet time) {
        return TicketFilter.where(
                Condition.atLeast(time, start(monday)), Condition.below(time, start(monday.plusWeeks(1))));
    }

    private static String start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }
}
