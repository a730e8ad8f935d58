package dev.fettle.store;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.AttemptFacts;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Milestone;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.Ticket;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps beside tickets and attempts, in the same transaction, what of them is counted: their own columns are JSON, which no index helps to group by. */
final class Facts {
    private static final String REVIEWER = "reviewer";
    private static final String OBJECTION = "objection";
    private static final List<String> NUMBERS = List.of("issue", "pull_request", "suggest_on", "in_hands");
    private static final int PAGE = 500;

    private Facts() {}

    /** What a ticket alone says; what it reached and when it ended depend on what it was before. */
    static Map<String, Object> columns(Ticket ticket) {
        Optional<Proposed> proposed = Proposed.of(ticket);
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("needs_person", ticket.needsPerson() ? 1 : 0);
        columns.put("proposed_risk", proposed.map(Proposed::risk).orElse(0));
        columns.put("rule", ticket.metadata().getOrDefault(Proposed.RULE, ""));
        columns.put("fate", proposed.map(one -> one.fate().name()).orElse(""));
        columns.put("reviewer", ticket.metadata().getOrDefault(REVIEWER, ""));
        columns.put("objection", ticket.metadata().getOrDefault(OBJECTION, ""));
        columns.putAll(lookedUp(ticket));
        return columns;
    }

    /** What tickets are looked up by. */
    private static Map<String, Object> lookedUp(Ticket ticket) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (String number : NUMBERS) {
            columns.put(number, ticket.metadata().getOrDefault(number, ""));
        }
        Optional<Evidence.CiFailure> failure = ticket.evidence().stream()
                .filter(Evidence.CiFailure.class::isInstance)
                .map(Evidence.CiFailure.class::cast)
                .findFirst();
        columns.put("red_run", failure.map(Evidence.CiFailure::key).orElse(""));
        columns.put("red_commit", failure.map(Evidence.CiFailure::commit).orElse(""));
        return columns;
    }

    /** Those of a ticket that an earlier version wrote. */
    private static void of(Handle handle, Ticket ticket, Instant ended) {
        Map<String, Object> columns = new LinkedHashMap<>(columns(ticket));
        columns.put("milestone", Milestone.of(ticket).rank());
        columns.put("ended_at", ticket.status().ended() ? Times.text(ended) : "");
        write(handle, ticket, columns);
    }

    private static void write(Handle handle, Ticket ticket, Map<String, Object> columns) {
        handle.createUpdate("update improvement_tickets set "
                        + columns.keySet().stream()
                                .map(column -> column + " = :" + column)
                                .collect(Collectors.joining(", "))
                        + " where id = :id")
                .bindMap(columns)
                .bind("id", ticket.id())
                .execute();
    }

    /** Of an attempt that was just written. */
    static void of(Handle handle, Attempt attempt) {
        AttemptFacts facts = AttemptFacts.of(attempt);
        String repository = handle.createQuery("select repository_key from improvement_tickets where id = :ticket")
                .bind("ticket", attempt.ticketId())
                .mapTo(String.class)
                .findOne()
                .orElse("");
        handle.createUpdate("insert into attempt_facts(attempt_id, ticket_id, milestone, success, plausible, engine,"
                        + " rule, reason, millis, at, repository_key) values (:id, :ticket, :milestone, :success,"
                        + " :plausible, :engine, :rule, :reason, :millis, :at, :repository)")
                .bind("repository", repository)
                .bind("id", attempt.id())
                .bind("ticket", attempt.ticketId())
                .bind("milestone", facts.reached().rank())
                .bind("success", attempt.success() ? 1 : 0)
                .bind("plausible", facts.plausible() ? 1 : 0)
                .bind("engine", facts.engine())
                .bind("rule", facts.rule())
                .bind("reason", facts.reason())
                .bind("millis", facts.millis())
                .bind("at", Times.text(attempt.timestamp()))
                .execute();
        handle.createUpdate("update improvement_tickets set reason = :reason, engine = :engine,"
                        + " milestone = case when milestone < :milestone then :milestone else milestone end"
                        + " where id = :ticket")
                .bind("reason", facts.reason())
                .bind("engine", facts.engine())
                .bind("milestone", facts.reached().rank())
                .bind("ticket", attempt.ticketId())
                .execute();
        if (!facts.gates().isEmpty()) {
            PreparedBatch batch =
                    handle.prepareBatch("insert into attempt_gates(attempt_id, gate, outcome, required, repository_key)"
                            + " values (:id, :gate, :outcome, :required, :repository)");
            facts.gates()
                    .forEach(gate -> batch.bind("id", attempt.id())
                            .bind("repository", repository)
                            .bind("gate", gate.gate())
                            .bind("outcome", gate.outcome())
                            .bind("required", gate.required() ? 1 : 0)
                            .add());
            batch.execute();
        }
    }

    /** What is beside the attempts of a repository whose number has become known. */
    static void adopt(Handle handle, String from, String to) {
        for (String table : List.of("attempt_facts", "attempt_gates")) {
            handle.createUpdate("update " + table + " set repository_key = :to where repository_key = :from"
                            + " and attempt_id in (select a.id from improvement_attempts a"
                            + " join improvement_tickets t on t.id = a.ticket_id where t.repository_key = :to)")
                    .bind("from", from)
                    .bind("to", to)
                    .execute();
        }
    }

    /** Takes them out of what an earlier version wrote, which has none. Quick where there is nothing to do. */
    static void catchUp(Database database) {
        while (database.write(Facts::someTickets)) {}
        while (database.write(Facts::someNumbers)) {}
        while (database.write(Facts::someAttempts)) {}
    }

    private static boolean someTickets(Handle handle) {
        List<Ticket> tickets = handle.createQuery("select " + BacklogTable.COLUMNS
                        + " from improvement_tickets where milestone = 0 limit " + PAGE)
                .map(TicketRow.MAPPER)
                .list();
        tickets.forEach(ticket -> of(handle, ticket, ended(handle, ticket)));
        return !tickets.isEmpty();
    }

    private static boolean someNumbers(Handle handle) {
        List<Ticket> tickets = handle.createQuery("select " + BacklogTable.COLUMNS
                        + " from improvement_tickets where issue is null limit " + PAGE)
                .map(TicketRow.MAPPER)
                .list();
        tickets.forEach(ticket -> write(handle, ticket, lookedUp(ticket)));
        return !tickets.isEmpty();
    }

    /** As its history has it, in which what it waits for may have changed since. */
    private static Instant ended(Handle handle, Ticket ticket) {
        return handle.createQuery(
                        "select min(at) from ticket_history where ticket_id = :id and status = :status and id >"
                                + " (select coalesce(max(id), 0) from ticket_history where ticket_id = :id and status <> :status)")
                .bind("id", ticket.id())
                .bind("status", TicketRow.lower(ticket.status()))
                .mapTo(String.class)
                .findOne()
                .map(Times::instant)
                .orElse(ticket.updatedAt());
    }

    private static boolean someAttempts(Handle handle) {
        List<Attempt> attempts = handle.createQuery("select * from improvement_attempts"
                        + " where id > (select coalesce(max(attempt_id), 0) from attempt_facts) order by id limit "
                        + PAGE)
                .map(TicketRow.ATTEMPT)
                .list();
        attempts.forEach(attempt -> of(handle, attempt));
        return !attempts.isEmpty();
    }
}
