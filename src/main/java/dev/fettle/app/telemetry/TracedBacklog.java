package dev.fettle.app.telemetry;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TicketRows;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The backlog; a ticket remembers the span in which it was made, so that its attempts go on in the same trace, whenever and wherever they are made. */
final class TracedBacklog implements Backlog {
    private final Backlog backlog;

    TracedBacklog(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public Added add(Ticket ticket, UnaryOperator<Ticket> seenAgain, String cause) {
        SpanContext span = Span.current().getSpanContext();
        Ticket made = span.isValid() ? ticket.withMetadata(Traces.PARENT, Traces.traceparent(span)) : ticket;
        return backlog.add(made, seenAgain, cause);
    }

    @Override
    public Optional<Ticket> find(String id) {
        return backlog.find(id);
    }

    @Override
    public TicketRows seenBy(Sight sight) {
        return backlog.seenBy(sight);
    }

    @Override
    public Optional<Ticket> findByFingerprint(String repositoryKey, String fingerprint) {
        return backlog.findByFingerprint(repositoryKey, fingerprint);
    }

    @Override
    public Ticket update(String id, UnaryOperator<Ticket> change, String cause) {
        return backlog.update(id, change, cause);
    }

    @Override
    public List<Ticket> list(TicketFilter filter) {
        return backlog.list(filter);
    }

    @Override
    public int count(TicketFilter filter) {
        return backlog.count(filter);
    }

    @Override
    public Optional<Ticket> takeNext(String repositoryKey, int maxRisk, String cause) {
        return backlog.takeNext(repositoryKey, maxRisk, cause);
    }

    @Override
    public Optional<Ticket> next(String repositoryKey, int maxRisk) {
        return backlog.next(repositoryKey, maxRisk);
    }

    @Override
    public List<Ticket> queue(String repositoryKey, int maxRisk, int most) {
        return backlog.queue(repositoryKey, maxRisk, most);
    }

    @Override
    public void renamed(RepositoryRef repository) {
        backlog.renamed(repository);
    }

    @Override
    public int adopt(RepositoryRef repository) {
        return backlog.adopt(repository);
    }

    @Override
    public List<HistoryEntry> history(String ticketId) {
        return backlog.history(ticketId);
    }

    @Override
    public Attempt addAttempt(Attempt attempt) {
        return backlog.addAttempt(attempt);
    }

    @Override
    public List<Attempt> attempts(String ticketId) {
        return backlog.attempts(ticketId);
    }

    @Override
    public List<RepositoryRef> repositories() {
        return backlog.repositories();
    }
}
