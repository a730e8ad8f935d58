package dev.fettle.store;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.EvidenceJson;
import dev.fettle.backlog.Milestone;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TicketRows;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Tickets, their attempts and their history in tables. */
final class BacklogTable implements Backlog {
    /** All that {@link TicketRow} reads and writes. */
    static final String COLUMNS = "id, title, description, category, priority, status, evidence, proposed_solution,"
            + " test_plan, files_to_modify, risk_level, estimated_effort, metadata, repository_key, repository_id,"
            + " repository_owner, repository_name, fingerprint, waiting, approved, count, created_at, updated_at";

    private static final String REACHED =
            "milestone = case when milestone > 0 and milestone < :reached then :reached else milestone end";

    private static final int PRUNED_TOGETHER = 500;
    private static final int MOST_PRUNED = 5_000;

    private final Database database;
    private final InstantSource clock;
    private final Redaction redaction;
    private final TicketRows everything;
    private final List<Consumer<RepositoryRef>> listeners = new CopyOnWriteArrayList<>();

    BacklogTable(Database database, InstantSource clock, Redaction redaction) {
        this.database = database;
        this.clock = clock;
        this.redaction = redaction;
        this.everything = new TicketTable(database, Sight.ALL);
    }

    /** Forgets the evidence of tickets that ended before then. They are looked for while others write, and written some at a time. */
    int pruneEvidence(Instant before) {
        String old = "status in (<ended>) and updated_at < :before and evidence <> :none";
        List<String> ended = Stream.of(Status.values())
                .filter(Status::ended)
                .map(TicketRow::lower)
                .toList();
        String none = EvidenceJson.write(List.of());
        List<String> ids = database.read(
                handle -> handle.createQuery("select id from improvement_tickets where " + old + " limit :most")
                        .bindList("ended", ended)
                        .bind("before", Times.text(before))
                        .bind("none", none)
                        .bind("most", MOST_PRUNED)
                        .mapTo(String.class)
                        .list());
        int pruned = 0;
        for (int from = 0; from < ids.size(); from += PRUNED_TOGETHER) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + PRUNED_TOGETHER));
            // Asked once more: somebody may have taken one up again meanwhile.
            pruned += database.write(handle -> handle.createUpdate(
                            "update improvement_tickets set evidence = :none where id in (<ids>) and " + old)
                    .bindList("ids", some)
                    .bindList("ended", ended)
                    .bind("before", Times.text(before))
                    .bind("none", none)
                    .execute());
        }
        return pruned;
    }

    /** Calls it in the transaction of each change. */
    void onChange(Consumer<RepositoryRef> listener) {
        listeners.add(listener);
    }

    @Override
    public Added add(Ticket ticket, UnaryOperator<Ticket> seenAgain, String cause) {
        return database.write(handle -> {
            Optional<Ticket> there = byFingerprint(handle, ticket.repository().key(), ticket.fingerprint());
            if (there.isEmpty()) {
                return new Added(insert(handle, ticket, cause), true);
            }
            Ticket old = there.get();
            return new Added(old.status() == Status.REJECTED ? old : change(handle, old, seenAgain, cause), false);
        });
    }

    @Override
    public TicketRows seenBy(Sight sight) {
        return new TicketTable(database, sight);
    }

    @Override
    public Optional<Ticket> find(String id) {
        return everything.find(id);
    }

    @Override
    public List<Ticket> list(TicketFilter filter) {
        return everything.list(filter);
    }

    @Override
    public int count(TicketFilter filter) {
        return everything.count(filter);
    }

    @Override
    public List<HistoryEntry> history(String ticketId) {
        return everything.history(ticketId);
    }

    @Override
    public List<Attempt> attempts(String ticketId) {
        return everything.attempts(ticketId);
    }

    @Override
    public List<RepositoryRef> repositories() {
        return everything.repositories();
    }

    @Override
    public Optional<Ticket> findByFingerprint(String repositoryKey, String fingerprint) {
        return database.read(handle -> byFingerprint(handle, repositoryKey, fingerprint));
    }

    @Override
    public Ticket update(String id, UnaryOperator<Ticket> change, String cause) {
        return database.write(handle -> change(
                handle,
                byId(handle, id).orElseThrow(() -> new IllegalArgumentException("There is no ticket " + id + ".")),
                change,
                cause));
    }

    @Override
    public Optional<Ticket> takeNext(String repositoryKey, int maxRisk, String cause) {
        return database.write(handle -> Selection.next(handle, database::indexed, repositoryKey, maxRisk)
                .map(ticket -> change(handle, ticket, taken -> taken.withStatus(Status.IN_PROGRESS, null), cause)));
    }

    @Override
    public Optional<Ticket> next(String repositoryKey, int maxRisk) {
        return database.read(handle -> Selection.next(handle, database::indexed, repositoryKey, maxRisk));
    }

    @Override
    public List<Ticket> queue(String repositoryKey, int maxRisk, int most) {
        return database.read(handle -> Selection.queue(handle, database::indexed, repositoryKey, maxRisk, most));
    }

    @Override
    public int adopt(RepositoryRef repository) {
        String slug = new RepositoryRef(0, repository.owner(), repository.name()).key();
        return database.write(handle -> {
            int adopted = handle.createUpdate("update improvement_tickets set repository_key = :key,"
                            + " repository_id = :id, repository_owner = :owner, repository_name = :name"
                            + " where repository_key = :slug and repository_key <> :key and not exists"
                            + " (select 1 from improvement_tickets there where there.repository_key = :key"
                            + " and there.fingerprint = improvement_tickets.fingerprint)")
                    .bind("key", repository.key())
                    .bind("id", repository.id())
                    .bind("owner", repository.owner())
                    .bind("name", repository.name())
                    .bind("slug", slug)
                    .execute();
            if (adopted > 0) {
                Facts.adopt(handle, slug, repository.key());
            }
            return adopted;
        });
    }

    @Override
    public void renamed(RepositoryRef repository) {
        database.change(handle -> handle.createUpdate("update improvement_tickets set repository_owner = :owner,"
                        + " repository_name = :name where repository_key = :key"
                        + " and (repository_owner <> :owner or repository_name <> :name)")
                .bind("key", repository.key())
                .bind("owner", repository.owner())
                .bind("name", repository.name())
                .execute());
    }

    @Override
    public Attempt addAttempt(Attempt attempt) {
        Attempt clean = redaction.attempt(attempt);
        return database.write(handle -> {
            long id = handle.createQuery("insert into improvement_attempts(ticket_id, attempt_number,"
                            + " branch_name, changes_summary, test_results, success, error_message, timestamp)"
                            + " values (:ticket, :number, :branch, :summary, :results, :success, :error, :timestamp)"
                            + " returning id")
                    .bind("ticket", clean.ticketId())
                    .bind("number", clean.number())
                    .bind("branch", clean.branchName())
                    .bind("summary", clean.changesSummary())
                    .bind("results", clean.testResults())
                    .bind("success", clean.success())
                    .bind("error", clean.errorMessage())
                    .bind("timestamp", Times.text(clean.timestamp()))
                    .mapTo(Long.class)
                    .one();
            Attempt stored = new Attempt(
                    id,
                    clean.ticketId(),
                    clean.number(),
                    clean.branchName(),
                    clean.changesSummary(),
                    clean.testResults(),
                    clean.success(),
                    clean.errorMessage(),
                    clean.timestamp());
            Facts.of(handle, stored);
            return stored;
        });
    }

    private Ticket insert(Handle handle, Ticket ticket, String cause) {
        if (byId(handle, ticket.id()).isPresent()) {
            throw new IllegalArgumentException("There is a ticket " + ticket.id() + " already; choose another id.");
        }
        Ticket clean = redaction.ticket(ticket);
        Map<String, Object> columns = TicketRow.columns(clean);
        columns.put("milestone", Milestone.of(clean).rank());
        columns.put("ended_at", clean.status().ended() ? Times.text(clean.updatedAt()) : "");
        handle.createUpdate("insert into improvement_tickets(" + String.join(", ", columns.keySet()) + ") values (:"
                        + String.join(", :", columns.keySet()) + ")")
                .bindMap(columns)
                .execute();
        note(handle, clean, cause);
        listeners.forEach(listener -> listener.accept(clean.repository()));
        return clean;
    }

    private Ticket change(Handle handle, Ticket old, UnaryOperator<Ticket> change, String cause) {
        Ticket changed = redaction.ticket(change.apply(old).withUpdatedAt(clock.instant()));
        if (!changed.id().equals(old.id())
                || !changed.repository().key().equals(old.repository().key())
                || !changed.fingerprint().equals(old.fingerprint())) {
            throw new IllegalArgumentException("a ticket keeps its id, its repository and its fingerprint");
        }
        Map<String, Object> columns = TicketRow.changed(old, changed);
        boolean ended = changed.status().ended();
        if (changed.status() != old.status() && (ended || old.status().ended())) {
            columns.put("ended_at", ended ? Times.text(changed.updatedAt()) : "");
        }
        update(handle, changed, columns, Milestone.of(changed) != Milestone.of(old));
        if (changed.status() != old.status() || !Objects.equals(changed.waiting(), old.waiting())) {
            note(handle, changed, cause);
        }
        listeners.forEach(listener -> listener.accept(changed.repository()));
        return changed;
    }

    /**
     * Writes those columns and no others: each that an index has costs a place in a backlog of a million, the same value again as much as another one.
     *
     * @param further whether it may have got further; what was reached stays reached, and 0 is {@link Facts#catchUp}'s to fill
     */
    private static void update(Handle handle, Ticket ticket, Map<String, Object> columns, boolean further) {
        if (columns.isEmpty() && !further) {
            return; // the same once more at the same moment
        }
        Stream<String> set = columns.keySet().stream().map(column -> column + " = :" + column);
        Stream<String> reached = further ? Stream.of(REACHED) : Stream.empty();
        handle.createUpdate("update improvement_tickets set "
                        + Stream.concat(set, reached).collect(Collectors.joining(", ")) + " where id = :id")
                .bindMap(columns)
                .bind("reached", Milestone.of(ticket).rank())
                .bind("id", ticket.id())
                .execute();
    }

    private void note(Handle handle, Ticket ticket, String cause) {
        WaitingReason waiting = ticket.waiting();
        handle.createUpdate("insert into ticket_history(ticket_id, status, waiting, cause, at)"
                        + " values (:id, :status, :waiting, :cause, :at)")
                .bind("id", ticket.id())
                .bind("status", TicketRow.lower(ticket.status()))
                .bind("waiting", waiting == null ? "" : waiting.name())
                .bind("cause", redaction.text(cause))
                .bind("at", Times.text(clock.instant()))
                .execute();
    }

    private static Optional<Ticket> byId(Handle handle, String id) {
        return handle.createQuery("select " + COLUMNS + " from improvement_tickets where id = :id")
                .bind("id", id)
                .map(TicketRow.MAPPER)
                .findOne();
    }

    private static Optional<Ticket> byFingerprint(Handle handle, String repositoryKey, String fingerprint) {
        return handle.createQuery("select " + COLUMNS + " from improvement_tickets"
                        + " where repository_key = :repository and fingerprint = :fingerprint")
                .bind("repository", repositoryKey)
                .bind("fingerprint", fingerprint)
                .map(TicketRow.MAPPER)
                .findOne();
    }
}
