package dev.fettle.insight;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import java.time.Instant;
import java.util.Map;

/** Counts over the backlog. A repository key of "" counts all repositories. Maps leave out what occurs not at all. */
public interface TicketCounts {
    Map<Status, Integer> byStatus(String repositoryKey);

    Map<Priority, Integer> byPriority(String repositoryKey);

    Map<Category, Integer> byCategory(String repositoryKey);

    /** By risk level, 1 to 10. */
    Map<Integer, Integer> byRisk(String repositoryKey);

    /** Tickets made since then. */
    int createdSince(Instant since, String repositoryKey);

    /** Tickets that became APPLIED since then. */
    int resolvedSince(Instant since, String repositoryKey);

    /** Attempts and how many of them succeeded. */
    Attempts attempts(String repositoryKey);

    /** How attempts ended. */
    record Attempts(int made, int succeeded) {}
}
