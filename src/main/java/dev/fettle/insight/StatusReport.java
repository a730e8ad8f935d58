package dev.fettle.insight;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Where the backlog stands.
 *
 * @param readyForReview tickets with a pull request or branch that waits for a person
 * @param inProgress tickets with a cycle under way, its tests included
 * @param created tickets made
 * @param resolved tickets whose change was merged
 * @param successRate share of attempts that succeeded, 0 to 1; empty before the first
 */
public record StatusReport(
        int totalTickets,
        int readyForReview,
        int inProgress,
        Map<Status, Integer> byStatus,
        Map<Priority, Integer> byPriority,
        Map<Category, Integer> byCategory,
        Map<Integer, Integer> byRisk,
        Rate created,
        Rate resolved,
        int attempts,
        OptionalDouble successRate) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How many in the last hour and in the last day. */
    public record Rate(int lastHour, int lastDay) {}

    /**
     * Counts.
     *
     * @param repositoryKey of one repository, "" for all
     */
    public static StatusReport of(TicketCounts counts, Instant now, String repositoryKey) {
        Instant hour = now.minus(Duration.ofHours(1));
        Instant day = now.minus(Duration.ofDays(1));
        Map<Status, Integer> byStatus = counts.byStatus(repositoryKey);
        TicketCounts.Attempts attempts = counts.attempts(repositoryKey);
        return new StatusReport(
                byStatus.values().stream().mapToInt(Integer::intValue).sum(),
                byStatus.getOrDefault(Status.READY, 0),
                byStatus.getOrDefault(Status.IN_PROGRESS, 0) + byStatus.getOrDefault(Status.TESTING, 0),
                byStatus,
                counts.byPriority(repositoryKey),
                counts.byCategory(repositoryKey),
                counts.byRisk(repositoryKey),
                new Rate(counts.createdSince(hour, repositoryKey), counts.createdSince(day, repositoryKey)),
                new Rate(counts.resolvedSince(hour, repositoryKey), counts.resolvedSince(day, repositoryKey)),
                attempts.made(),
                attempts.made() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) attempts.succeeded() / attempts.made()));
    }

    /** With the mission's names; every status, priority, category and risk level is there, and a rate that is not known is null. */
    public ObjectNode json() {
        ObjectNode o = JSON.createObjectNode();
        o.put("total_tickets", totalTickets);
        o.put("ready_for_review", readyForReview);
        o.put("in_progress", inProgress);
        ObjectNode statuses = o.putObject("by_status");
        for (Status status : Status.values()) {
            statuses.put(lower(status), byStatus.getOrDefault(status, 0));
        }
        ObjectNode priorities = o.putObject("by_priority");
        for (Priority priority : Priority.values()) {
            priorities.put(lower(priority), byPriority.getOrDefault(priority, 0));
        }
        ObjectNode categories = o.putObject("category_distribution");
        for (Category category : Category.values()) {
            categories.put(lower(category), byCategory.getOrDefault(category, 0));
        }
        ObjectNode risks = o.putObject("risk_distribution");
        for (int risk = 1; risk <= 10; risk++) {
            risks.put(Integer.toString(risk), byRisk.getOrDefault(risk, 0));
        }
        rate(o.putObject("ticket_creation_rate"), created);
        rate(o.putObject("resolution_rate"), resolved);
        o.put("attempts", attempts);
        if (successRate.isPresent()) {
            o.put("success_rate", successRate.getAsDouble());
        } else {
            o.putNull("success_rate");
        }
        return o;
    }

    private static void rate(ObjectNode o, Rate rate) {
        o.put("last_hour", rate.lastHour()).put("last_day", rate.lastDay());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
