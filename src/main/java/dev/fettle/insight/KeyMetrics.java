package dev.fettle.insight;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.Tally.EngineAttempts;
import dev.fettle.backlog.TicketFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mission's key metrics.
 *
 * @param success attempts that passed every required gate, of all attempts
 * @param byRisk tickets of each risk level, 1 to 10, also where there is none
 * @param byCategory tickets of each category that occurs
 */
public record KeyMetrics(
        Amount createdHour,
        Amount createdDay,
        Amount resolvedHour,
        Amount resolvedDay,
        Share success,
        Map<Integer, Amount> byRisk,
        Map<String, Amount> byCategory,
        Map<String, Amount> byPriority) {
    /** Counts. */
    public static KeyMetrics of(Tally tally, Instant now) {
        return of(Census.ofLastDay(tally, now), tally.engines(), now);
    }

    static KeyMetrics of(Census census, List<EngineAttempts> engines, Instant now) {
        String hour = Census.hourAgo(now).toString();
        String day = Census.dayAgo(now).toString();
        List<Tally.Cell> kinds = census.kinds();
        Condition applied = Condition.equal(Facet.STATUS, "applied");
        return new KeyMetrics(
                counted(census, Condition.atLeast(Facet.CREATED, hour)),
                counted(census, Condition.atLeast(Facet.CREATED, day)),
                counted(census, applied, Condition.atLeast(Facet.ENDED, hour)),
                counted(census, applied, Condition.atLeast(Facet.ENDED, day)),
                success(engines),
                byRisk(by(kinds, 3, Facet.RISK)),
                by(kinds, 2, Facet.CATEGORY),
                by(kinds, 1, Facet.PRIORITY));
    }

    /** With the mission's names; of no attempts the rate of success is not known and null. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("ticket_creation_rate")
                .put("last_hour", createdHour.number())
                .put("last_day", createdDay.number());
        json.putObject("resolution_rate")
                .put("last_hour", resolvedHour.number())
                .put("last_day", resolvedDay.number());
        json.put("attempts", success.of());
        json.put("success_rate", success.of() == 0 ? null : Double.valueOf(success.percent() / 100));
        ObjectNode risks = json.putObject("risk_distribution");
        byRisk.forEach((risk, amount) -> risks.put(Integer.toString(risk), amount.number()));
        ObjectNode categories = json.putObject("category_distribution");
        byCategory.forEach((category, amount) -> categories.put(category, amount.number()));
        return json;
    }

    private static Share success(List<EngineAttempts> engines) {
        int made = 0;
        int gated = 0;
        for (EngineAttempts engine : engines) {
            made += engine.attempts();
            gated += engine.gated();
        }
        return new Share(gated, made);
    }

    private static Map<Integer, Amount> byRisk(Map<String, Amount> amounts) {
        Map<Integer, Amount> byRisk = new TreeMap<>();
        for (int risk = 1; risk <= 10; risk++) {
            byRisk.put(risk, new Amount(0, only(Facet.RISK, Integer.toString(risk))));
        }
        amounts.forEach((risk, amount) -> byRisk.put(Integer.valueOf(risk), amount));
        return byRisk;
    }

    /** All tickets, by the values that occur at that place. */
    private static Map<String, Amount> by(List<Tally.Cell> cells, int at, Facet facet) {
        Map<String, Amount> amounts = new LinkedHashMap<>();
        for (Tally.Cell cell : cells) {
            String value = cell.values().get(at);
            amounts.merge(
                    value,
                    new Amount(cell.count(), only(facet, value)),
                    (one, more) -> new Amount(one.number() + more.number(), one.rows()));
        }
        return amounts;
    }

    private static TicketFilter only(Facet facet, String value) {
        return TicketFilter.where(Condition.equal(facet, value));
    }

    private static Amount counted(Census census, Condition... conditions) {
        return census.amount(TicketFilter.where(conditions));
    }
}
