package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Budgets;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.propose.Story;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says when it is a ticket's turn, and within which limits it is then worked on. */
public final class Queueing {
    /** Of a longer queue is said only that it is longer. */
    private static final int MOST = 50;

    private static final int ANY_RISK = 10;

    private final Backlog backlog;
    private final Function<RepositoryRef, Optional<RepositorySettings>> settings;

    /** @param settings of a repository as they were read last: nobody is asked for them */
    public Queueing(Backlog backlog, Function<RepositoryRef, RepositorySettings> settings) {
        this.backlog = backlog;
        this.settings = repository -> Optional.of(settings.apply(repository));
    }

    /** For a process that has not read them: of limits nothing is said. */
    public Queueing(Backlog backlog) {
        this.backlog = backlog;
        this.settings = repository -> Optional.empty();
    }

    /** The place of an open ticket that nothing holds. */
    Story.Outcome.Queued turn(Ticket ticket) {
        String repository = ticket.repository().key();
        Optional<RepositorySettings> read = settings.apply(ticket.repository());
        Optional<Budgets> budgets = read.map(RepositorySettings::budgets);
        List<String> queue =
                backlog
                        .queue(
                                repository,
                                read.map(RepositorySettings::maxRiskLevel).orElse(ANY_RISK),
                                MOST)
                        .stream()
                        .map(Ticket::id)
                        .toList();
        int place = queue.indexOf(ticket.id());
        Optional<String> inWork = Stream.of(Status.IN_PROGRESS, Status.TESTING)
                .flatMap(status -> backlog.list(new TicketFilter(status, null, null, repository, null, 1, 0)).stream())
                .map(Ticket::id)
                .findFirst();
        String first = inWork.orElse(place > 0 ? queue.get(0) : "");
        int before = (place < 0 ? queue.size() : place) + (inWork.isPresent() ? 1 : 0);
        return new Story.Outcome.Queued(
                before,
                place < 0 && queue.size() == MOST,
                first,
                budgets.map(Budgets::attemptsPerTicket).orElse(0),
                budgets.map(Budgets::timePerTicket).orElse(Duration.ZERO));
    }
}
