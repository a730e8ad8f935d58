package dev.fettle.base.settings;

import java.time.Duration;

/**
 * Limits outside any engine.
 *
 * @param attemptsPerTicket cycles a ticket may have
 * @param openPullRequests of ours a repository may have at once
 * @param timePerTicket from checkout to gates
 * @param commentsPerHour in a repository
 */
public record Budgets(int attemptsPerTicket, int openPullRequests, Duration timePerTicket, int commentsPerHour) {
    /** 2 attempts, 3 pull requests, 20 minutes, 30 comments. */
    public static final Budgets DEFAULT = new Budgets(2, 3, Duration.ofMinutes(20), 30);
}
