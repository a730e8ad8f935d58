package dev.fettle.backlog;

import java.time.Instant;

/**
 * One autopatch cycle of a ticket.
 *
 * @param id 0 before it is stored
 * @param number 1 for the first
 * @param changesSummary one line, "" when nothing was changed
 * @param testResults JSON: red and green tests, gate verdicts, stages with seconds
 * @param errorMessage the named reason and sentence when it did not succeed, else ""
 */
public record Attempt(
        long id,
        String ticketId,
        int number,
        String branchName,
        String changesSummary,
        String testResults,
        boolean success,
        String errorMessage,
        Instant timestamp) {}
