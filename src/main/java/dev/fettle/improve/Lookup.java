package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds tickets by what they are about, however many there are. */
final class Lookup {
    private static final int PAGE = 500;
    private static final Condition NOT_ENDED = Condition.equal(Facet.ENDED, "");
    private final Backlog backlog;

    Lookup(Backlog backlog) {
        this.backlog = backlog;
    }

    /** The newest ticket of an issue or pull request, ours or a person's. */
    Optional<Ticket> about(RepositoryRef repository, long number) {
        String wanted = Long.toString(number);
        return Stream.of(Facet.ISSUE, Facet.PULL_REQUEST, Facet.SUGGEST_ON)
                .flatMap(facet -> backlog
                        .list(in(repository).and(Condition.equal(facet, wanted)).page(1, 0))
                        .stream())
                .max(Comparator.comparing(Ticket::createdAt).thenComparing(Ticket::id));
    }

    /** Whether an issue has, or had, a ticket. */
    boolean known(RepositoryRef repository, long issue) {
        return backlog.count(in(repository).and(Condition.equal(Facet.ISSUE, Long.toString(issue)))) > 0;
    }

    /** All of a repository that have not ended and of which that holds. */
    List<Ticket> standing(RepositoryRef repository, Condition... conditions) {
        return all(in(repository).and(NOT_ENDED).and(conditions));
    }

    /** Whether a CI failure on that commit is known, whatever became of it. */
    boolean toldOf(RepositoryRef repository, String commit) {
        return backlog.count(in(repository).and(Condition.equal(Facet.RED_COMMIT, commit))) > 0;
    }

    /** Whether a pull request is one of ours that people merged. */
    boolean merged(RepositoryRef repository, long pullRequest) {
        return backlog.count(new TicketFilter(Status.APPLIED, null, null, repository.key(), null, 1, 0)
                        .and(Condition.equal(Facet.PULL_REQUEST, Long.toString(pullRequest))))
                > 0;
    }

    /** All of them, page by page; read before anything is changed, since a change may take a ticket out of its page. */
    List<Ticket> all(TicketFilter filter) {
        List<Ticket> all = new ArrayList<>();
        List<Ticket> page;
        do {
            page = backlog.list(filter.page(PAGE, all.size()));
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private static TicketFilter in(RepositoryRef repository) {
        return new TicketFilter(null, null, null, repository.key(), null, PAGE, 0);
    }
}
