package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Repository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order in which a cycle that may be anywhere looks at the repositories: where work was broken off comes first, then by the ticket that each would take, as the selector orders tickets, each
 * repository by its own limit of risk; those with nothing to take come last, in the order given.
 */
public final class BestFirst {
    private static final Comparator<Place> ORDER =
            Comparator.comparingDouble(Place::score).thenComparing(Place::since).thenComparing(Place::ticket);

    private final Backlog backlog;
    private final SettingsSource settings;

    public BestFirst(Backlog backlog, SettingsSource settings) {
        this.backlog = backlog;
        this.settings = settings;
    }

    private record Place(Repository repository, double score, Instant since, String ticket) {
        static Place of(Repository repository, double score) {
            return new Place(repository, score, Instant.MAX, "");
        }
    }

    /** Reads the settings of each on the forge; takes no ticket. */
    public List<Repository> order(List<Repository> repositories) {
        return repositories.stream()
                .map(this::place)
                .sorted(ORDER)
                .map(Place::repository)
                .toList();
    }

    private Place place(Repository repository) {
        int unused = backlog.adopt(repository.ref());
        if (workedOn(repository, Status.TESTING) || workedOn(repository, Status.IN_PROGRESS)) {
            return Place.of(repository, Double.NEGATIVE_INFINITY);
        }
        return limit(repository)
                .flatMap(most -> backlog.next(repository.ref().key(), most))
                .map(ticket -> of(repository, ticket))
                .orElseGet(() -> Place.of(repository, Double.POSITIVE_INFINITY));
    }

    private static Place of(Repository repository, Ticket ticket) {
        return new Place(repository, ticket.score(), ticket.createdAt(), ticket.id());
    }

    private boolean workedOn(Repository repository, Status status) {
        return backlog.count(
                        new TicketFilter(status, null, null, repository.ref().key(), null, 1, 0))
                > 0;
    }

    /** Empty where nothing is to be done. */
    private Optional<Integer> limit(Repository repository) {
        try {
            RepositorySettings here = settings.of(repository);
            return here.enabled() ? Optional.of(here.maxRiskLevel()) : Optional.empty();
        } catch (SettingsException e) {
            return Optional.empty(); // the cycle tells its mistakes, if it comes to this repository
        }
    }
}
