package dev.fettle.insight;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many tickets are where.
 *
 * @param byStatus every status, also where there is none
 */
public record StatusCounts(Map<Status, Integer> byStatus) {
    public StatusCounts {
        byStatus = new EnumMap<>(byStatus);
    }

    /** Counts those of a filter. */
    public static StatusCounts of(Tally tally, TicketFilter filter) {
        Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            byStatus.put(status, 0);
        }
        for (Tally.Cell cell : tally.tickets(filter, Facet.STATUS)) {
            byStatus.put(Status.valueOf(cell.values().get(0).toUpperCase(Locale.ROOT)), cell.count());
        }
        return new StatusCounts(byStatus);
    }

    public int total() {
        return byStatus.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** With a pull request or branch that waits for a person. */
    public int readyForReview() {
        return of(Status.READY);
    }

    /** With a cycle under way, its tests included. */
    public int inProgress() {
        return of(Status.IN_PROGRESS) + of(Status.TESTING);
    }

    private int of(Status status) {
        return byStatus.getOrDefault(status, 0);
    }

    /** With the mission's names. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("total_tickets", total())
                .put("ready_for_review", readyForReview())
                .put("in_progress", inProgress());
        ObjectNode words = json.putObject("by_status");
        byStatus.forEach((status, count) -> words.put(word(status), count));
        return json;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
