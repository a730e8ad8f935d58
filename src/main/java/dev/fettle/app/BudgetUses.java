package dev.fettle.app;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TicketRows;
import dev.fettle.base.Sight;
import dev.fettle.base.settings.Budgets;
import dev.fettle.forge.Allowance;
import dev.fettle.improve.AttemptBudget;
import dev.fettle.improve.Breaker;
import dev.fettle.improve.Outbox;
import dev.fettle.store.Stores;
import dev.fettle.web.BudgetUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How much of the limits outside any engine is used now. */
final class BudgetUses {
    /** Of each limit those that are used most; the others have more room. */
    private static final int FULLEST = 4;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stores stores;
    private final Function<String, Budgets> budgets;

    /** @param budgets those of a repository, by its key: its own where it has set some, else the server's */
    BudgetUses(Stores stores, Function<String, Budgets> budgets) {
        this.stores = stores;
        this.budgets = budgets;
    }

    /** As far as somebody may see: of their repositories, and of installations where the whole is theirs to see. */
    List<BudgetUse> of(Sight sight, Instant now) {
        List<BudgetUse> uses = new ArrayList<>();
        openPullRequests(stores.tally().seenBy(sight)).forEach(uses::add);
        attempts(stores.backlog().seenBy(sight)).forEach(uses::add);
        List<Breaker.Heard> heard = new Breaker(stores.memory(), () -> now)
                .heard().stream()
                        .filter(one -> one.events() > 0 && sight.sees(one.repositoryKey()))
                        .sorted(Comparator.comparingInt((Breaker.Heard one) -> -one.events()))
                        .limit(FULLEST)
                        .toList();
        heard.forEach(one -> uses.add(new BudgetUse(
                "Events in this hour, " + one.repository(),
                one.events(),
                budgets.apply(one.repositoryKey()).eventsPerHour())));
        heard.forEach(one -> comments(one, now).ifPresent(uses::add));
        if (sight.sees(Sight.OF_NONE)) {
            writes(now).forEach(uses::add);
        }
        return uses;
    }

    private Stream<BudgetUse> openPullRequests(Tally tally) {
        TicketFilter open =
                TicketFilter.where(Condition.equal(Facet.STATUS, "ready"), Condition.equal(Facet.FATE, "OPEN"));
        return tally.tickets(open, Facet.REPOSITORY).stream()
                .sorted(Comparator.comparingInt(cell -> -cell.count()))
                .limit(FULLEST)
                .map(cell -> {
                    String key = cell.values().get(0);
                    return BudgetUse.ofTickets(
                            "Open pull requests, " + slug(key),
                            cell.count(),
                            budgets.apply(key).openPullRequests(),
                            open.and(Condition.equal(Facet.REPOSITORY, key)));
                });
    }

    /** Of what is worked on. */
    private Stream<BudgetUse> attempts(TicketRows tickets) {
        return Stream.of(Status.TESTING, Status.IN_PROGRESS)
                .flatMap(status -> tickets.list(new TicketFilter(status, null, null, null, null, FULLEST, 0)).stream())
                .limit(FULLEST)
                .map(ticket -> BudgetUse.ofTicket(
                        "Attempts made, " + ticket.id(),
                        AttemptBudget.used(ticket, tickets.attempts(ticket.id()).size()),
                        budgets.apply(ticket.repository().key()).attemptsPerTicket(),
                        ticket.id()));
    }

    /** Comments and their edits; none where nothing was heard of. */
    private Optional<BudgetUse> comments(Breaker.Heard heard, Instant now) {
        int written = stores.outbox()
                .doneSince(now.minus(HOUR).plusNanos(1), heard.repositoryKey(), Outbox.Verb.COMMENT)
                .size();
        return written == 0
                ? Optional.empty()
                : Optional.of(new BudgetUse(
                        "Comments in this hour, " + heard.repository(),
                        written,
                        budgets.apply(heard.repositoryKey()).commentsPerHour()));
    }

    private Stream<BudgetUse> writes(Instant now) {
        return stores.allowance().uses(now).stream()
                .map(use -> new BudgetUse(
                                "Writes to the forge in this hour, " + use.principal(),
                                use.lastHour(),
                                Allowance.GITHUB.anHour())
                        .noting(use.pausedUntil()
                                .map(until -> "The forge wants nothing until " + until + ".")
                                .orElse("")));
    }

    /** As its newest ticket has it. */
    private String slug(String repositoryKey) {
        return stores.backlog().list(new TicketFilter(null, null, null, repositoryKey, null, 1, 0)).stream()
                .map(ticket -> ticket.repository().slug())
                .findFirst()
                .orElse(repositoryKey);
    }
}
