package dev.fettle.insight;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mission's four numbers, from the newest thousand tickets. What cannot be measured yet is null ("unknown"), never 0 or 100.
 *
 * @param healthScore 0 to 100: how many of the tickets that ended were applied; null below {@link #ENOUGH} ended ones
 * @param improvementVelocity tickets applied a day, over the last {@link #WINDOW}
 * @param riskExposure mean risk level, 1 to 10, of the tickets that have not ended; null when there are none
 * @param qualityTrend how the health of the last {@link #WINDOW} differs from that of the one before, in points; null when either is unknown
 */
public record Dashboard(
        @Nullable Double healthScore,
        double improvementVelocity,
        @Nullable Double riskExposure,
        @Nullable Double qualityTrend) {
    /** Fewer ended tickets than this say nothing. */
    public static final int ENOUGH = 5;

    /** What counts as now. */
    public static final Duration WINDOW = Duration.ofDays(30);

    /** Measures. */
    public static Dashboard of(Backlog backlog, Instant now) {
        List<Ticket> tickets = backlog.list(TicketFilter.ALL);
        Instant recent = now.minus(WINDOW);
        Instant before = recent.minus(WINDOW);
        List<Ticket> lately = ended(tickets, recent, now.plusSeconds(1));
        Double health = health(
                tickets.stream().filter(ticket -> ticket.status().ended()).toList());
        Double present = health(lately);
        Double past = health(ended(tickets, before, recent));
        return new Dashboard(
                health,
                applied(lately) / (double) WINDOW.toDays(),
                exposure(tickets),
                present == null || past == null ? null : present - past);
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

    private static List<Ticket> ended(List<Ticket> tickets, Instant from, Instant to) {
        return tickets.stream()
                .filter(ticket -> ticket.status().ended())
                .filter(ticket ->
                        !ticket.updatedAt().isBefore(from) && ticket.updatedAt().isBefore(to))
                .toList();
    }

    private static @Nullable Double health(List<Ticket> ended) {
        return ended.size() < ENOUGH ? null : 100.0 * applied(ended) / ended.size();
    }

    private static long applied(List<Ticket> tickets) {
        return tickets.stream()
                .filter(ticket -> ticket.status() == Status.APPLIED)
                .count();
    }

    private static @Nullable Double exposure(List<Ticket> tickets) {
        List<Ticket> standing =
                tickets.stream().filter(ticket -> !ticket.status().ended()).toList();
        return standing.isEmpty()
                ? null
                : standing.stream().mapToInt(Ticket::riskLevel).average().orElseThrow();
    }
}
