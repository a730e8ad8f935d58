package dev.fettle.improve;

import dev.fettle.base.settings.Budgets;
import dev.fettle.base.settings.RepositorySettings;
import java.util.List;

/** The limits within which a repository's tickets are worked on, in words. */
final class Limits {
    private Limits() {}

    static List<String> of(RepositorySettings settings) {
        Budgets budgets = settings.budgets();
        return List.of(
                budgets.attemptsPerTicket() + " attempts a ticket",
                budgets.timePerTicket().toMinutes() + " minutes each",
                budgets.openPullRequests() + " open pull requests",
                budgets.commentsPerHour() + " comments an hour",
                "risk up to " + settings.maxRiskLevel() + " without approval");
    }
}
