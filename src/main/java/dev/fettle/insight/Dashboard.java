package dev.fettle.insight;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Proposed.Fate;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The mission's four numbers over all tickets; {@code docs/metrics.md} has the formulas. What cannot be measured yet is null ("unknown"), never 0 or 100.
 *
 * @param healthScore 0 to 100: the mean of the parts that are known; null when fewer than {@link #PARTS_NEEDED} are
 * @param parts of the health score, known or not
 * @param improvementVelocity tickets applied a day, lately; null before the first ticket
 * @param riskExposure mean risk level, 1 to 10, of the tickets that have not ended; null when there are none
 * @param qualityTrend how the share of resolved tickets differs from that of the 30 days before, in points; null when either is unknown
 * @param applied the tickets of the velocity
 * @param standing the tickets of the exposure
 * @param compared those between which the trend is: what ended in the last 60 days
 */
public record Dashboard(
        @Nullable Double healthScore,
        List<HealthPart> parts,
        @Nullable Double improvementVelocity,
        @Nullable Double riskExposure,
        @Nullable Double qualityTrend,
        Amount applied,
        Amount standing,
        Amount compared) {
    /** A mean of fewer parts would be called health and mean something else. */
    public static final int PARTS_NEEDED = 2;

    private static final TicketFilter NOT_ENDED = TicketFilter.where(Condition.equal(Facet.ENDED, ""));

    /** What was no longer so when it was looked at is neither resolved nor left. */
    private static final Condition NOT_OBSOLETE = Condition.not(Facet.WAITING, WaitingReason.OBSOLETE.name());

    private static final Condition APPLIED = Condition.equal(Facet.STATUS, "applied");

    /** Measures. */
    public static Dashboard of(Tally tally, Instant now) {
        return of(Census.of(tally, now), tally, now);
    }

    static Dashboard of(Census census, Tally tally, Instant now) {
        Period lately = Period.lately(now);
        HealthPart resolved = resolved(census, lately);
        Amount standing = standing(census);
        List<HealthPart> parts = List.of(
                resolved, wanted(census, lately), lasting(census, lately), fresh(tally, standing.number(), lately));
        Share past = resolved(census, lately.before()).share();
        Amount applied =
                census.amount(TicketFilter.where(lately.since(Facet.ENDED), lately.until(Facet.ENDED), APPLIED));
        return new Dashboard(
                health(parts),
                parts,
                velocity(tally, applied, now),
                exposure(census),
                resolved.share().known() && past.known() ? resolved.share().percent() - past.percent() : null,
                applied,
                standing,
                compared(census, lately));
    }

    /** Under the mission's names. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("health_score", healthScore);
        json.put("improvement_velocity", improvementVelocity);
        json.put("risk_exposure", riskExposure);
        json.put("quality_trend", qualityTrend);
        return json;
    }

    private static HealthPart resolved(Census census, Period period) {
        TicketFilter ended = TicketFilter.where(period.since(Facet.ENDED), period.until(Facet.ENDED), NOT_OBSOLETE);
        return part(
                census,
                "Resolved",
                "Tickets that ended in the last 30 days with a merged change, of all that ended and were not obsolete",
                ended.and(APPLIED),
                ended);
    }

    private static Amount compared(Census census, Period lately) {
        return census.amount(
                TicketFilter.where(lately.before().since(Facet.ENDED), lately.until(Facet.ENDED), NOT_OBSOLETE));
    }

    private static HealthPart wanted(Census census, Period period) {
        TicketFilter judged = TicketFilter.where(
                period.since(Facet.ENDED),
                period.until(Facet.ENDED),
                Condition.not(Facet.FATE, ""),
                Condition.not(Facet.FATE, Fate.OPEN.name()),
                Condition.not(Facet.FATE, Fate.WITHDRAWN.name()));
        return part(
                census,
                "Wanted",
                "Proposals that people merged in the last 30 days, of all on which they decided",
                judged.and(Condition.equal(Facet.FATE, Fate.MERGED.name())),
                judged);
    }

    private static HealthPart lasting(Census census, Period lately) {
        TicketFilter old = TicketFilter.where(
                APPLIED,
                Condition.not(Facet.ENDED, ""),
                Condition.below(Facet.ENDED, lately.from().toString()));
        return part(
                census,
                "Lasting",
                "Changes that nobody took back, of all that were merged more than 30 days ago",
                old.and(Condition.not(Facet.FATE, Fate.REVERTED.name())),
                old);
    }

    private static HealthPart fresh(Tally tally, int standing, Period lately) {
        TicketFilter hits = NOT_ENDED.and(lately.since(Facet.CREATED));
        return new HealthPart(
                "Fresh",
                "Tickets that came in the last 30 days, of all that have not ended",
                // Read a moment later: one that came meanwhile is not among those that stand.
                new Share(Math.min(tally.tickets(hits).get(0).count(), standing), standing),
                hits,
                NOT_ENDED);
    }

    private static HealthPart part(Census census, String name, String meaning, TicketFilter hits, TicketFilter all) {
        return new HealthPart(
                name,
                meaning,
                new Share(census.amount(hits).number(), census.amount(all).number()),
                hits,
                all);
    }

    private static @Nullable Double health(List<HealthPart> parts) {
        List<Share> known =
                parts.stream().map(HealthPart::share).filter(Share::known).toList();
        OptionalDouble mean = known.stream().mapToDouble(Share::percent).average();
        return known.size() < PARTS_NEEDED ? null : Double.valueOf(mean.orElseThrow());
    }

    /** Over the last 30 days; over less where the first ticket is younger, but at least over a day. */
    private static @Nullable Double velocity(Tally tally, Amount applied, Instant now) {
        return tally.firstCreated()
                .map(first -> {
                    double days = Duration.between(first, now).toSeconds()
                            / (double) Duration.ofDays(1).toSeconds();
                    return applied.number() / Math.max(1, Math.min(Period.LATELY.toDays(), days));
                })
                .orElse(null);
    }

    private static @Nullable Double exposure(Census census) {
        long tickets = 0;
        long risk = 0;
        for (Tally.Cell cell : census.kinds()) {
            if (!ended(cell)) {
                tickets += cell.count();
                risk += cell.count() * Long.parseLong(cell.values().get(3));
            }
        }
        return tickets == 0 ? null : (double) risk / tickets;
    }

    private static Amount standing(Census census) {
        return new Amount(
                census.kinds().stream()
                        .filter(cell -> !ended(cell))
                        .mapToInt(Tally.Cell::count)
                        .sum(),
                NOT_ENDED);
    }

    private static boolean ended(Tally.Cell kind) {
        return Status.valueOf(kind.values().get(0).toUpperCase(Locale.ROOT)).ended();
    }
}
