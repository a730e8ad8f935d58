package dev.fettle.base.settings;

import java.time.Duration;

/**
 * Limits outside any engine.
 *
 * @param attemptsPerTicket cycles a ticket may have
 * @param openPullRequests of ours a repository may have at once
 * @param timePerTicket from checkout to gates
 * @param commentsPerHour comments and edits of them, in a repository
 * @param eventsPerHour that may start work, in a repository; more are a storm, in which no new work starts
 */
public record Budgets(
        int attemptsPerTicket, int openPullRequests, Duration timePerTicket, int commentsPerHour, int eventsPerHour) {
    /** 2 attempts, 3 pull requests, 20 minutes, 30 comments, 500 events. */
    public static final Budgets DEFAULT = new Budgets(2, 3, Duration.ofMinutes(20), 30, 500);
}
