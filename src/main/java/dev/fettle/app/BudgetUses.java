package dev.fettle.app;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.Sight;
import dev.fettle.base.settings.Budgets;
import dev.fettle.forge.Allowance;
import dev.fettle.store.Stores;
import dev.fettle.web.BudgetUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How much of the limits outside any engine is used now. */
final class BudgetUses {
    /** Repositories with most pull requests; the others have more room. */
    private static final int FULLEST = 4;

    private BudgetUses() {}

    /**
     * As far as somebody may see: of their repositories, and of installations where the whole is theirs to see.
     *
     * @param budgets the server's own; a repository may have set others for itself
     */
    static List<BudgetUse> of(Stores stores, Budgets budgets, Sight sight, Instant now) {
        List<BudgetUse> uses = new ArrayList<>();
        Tally tally = stores.tally().seenBy(sight);
        List<Tally.Cell> open = new ArrayList<>(tally.tickets(
                TicketFilter.where(Condition.equal(Facet.STATUS, "ready"), Condition.equal(Facet.FATE, "OPEN")),
                Facet.REPOSITORY));
        open.sort(Comparator.comparingInt(cell -> -cell.count()));
        open.stream()
                .limit(FULLEST)
                .forEach(cell -> uses.add(new BudgetUse(
                        "Open pull requests, " + slug(stores, cell.values().get(0)),
                        cell.count(),
                        budgets.openPullRequests(),
                        "")));
        if (!sight.sees(Sight.OF_NONE)) {
            return uses;
        }
        for (Allowance.Use use : stores.allowance().uses(now)) {
            uses.add(new BudgetUse(
                    "Writes to the forge in this hour, " + use.principal(),
                    use.lastHour(),
                    Allowance.GITHUB.anHour(),
                    use.pausedUntil()
                            .map(until -> "The forge wants nothing until " + until + ".")
                            .orElse("")));
        }
        return uses;
    }

    /** As its newest ticket has it. */
    private static String slug(Stores stores, String repositoryKey) {
        return stores.backlog().list(new TicketFilter(null, null, null, repositoryKey, null, 1, 0)).stream()
                .map(ticket -> ticket.repository().slug())
                .findFirst()
                .orElse(repositoryKey);
    }
}
