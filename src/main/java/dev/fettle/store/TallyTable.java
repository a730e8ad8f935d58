package dev.fettle.store;

import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Milestone;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Counts by grouping in the database. */
final class TallyTable implements Tally {
    private final Database database;

    TallyTable(Database database) {
        this.database = database;
    }

    @Override
    public List<Cell> tickets(TicketFilter filter, Facet... by) {
        return database.read(handle -> TicketsSql.of(
                        handle,
                        "select " + columns(by) + "count(*) as tickets from improvement_tickets",
                        filter,
                        group(by))
                .map((rs, ctx) -> cell(rs, by.length))
                .list());
    }

    /** In one statement, which goes through an index in the order of that time once. */
    @Override
    public List<Span> spans(Facet time, List<Instant> bounds, Facet... by) {
        String column = TicketsSql.column(time);
        List<String> parts = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < bounds.size(); i++) {
            values.put("bound" + i, Times.text(bounds.get(i)));
            parts.add("select " + i + " as span, " + columns(by) + "count(*) as tickets from improvement_tickets where "
                    + column + " >= :bound" + i
                    + (i + 1 < bounds.size() ? " and " + column + " < :bound" + (i + 1) : "")
                    + (time == Facet.ENDED ? " and ended_at > '' and " + TicketsSql.ENDED : "") + group(by));
        }
        Map<Integer, List<Cell>> cells = new TreeMap<>();
        database.read(handle -> handle.createQuery(String.join(" union all ", parts))
                        .bindMap(values)
                        .map((rs, ctx) -> Map.entry(rs.getInt("span"), cell(rs, by.length)))
                        .list())
                .forEach(found -> cells.computeIfAbsent(found.getKey(), span -> new ArrayList<>())
                        .add(found.getValue()));
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i++) {
            Optional<Instant> to = i + 1 < bounds.size() ? Optional.of(bounds.get(i + 1)) : Optional.empty();
            spans.add(new Span(bounds.get(i), to, cells.getOrDefault(i, List.of())));
        }
        return spans;
    }

    private static String columns(Facet... by) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < by.length; i++) {
            columns.append(TicketsSql.column(by[i]))
                    .append(" as facet")
                    .append(i)
                    .append(", ");
        }
        return columns.toString();
    }

    private static String group(Facet... by) {
        return by.length == 0
                ? ""
                : Arrays.stream(by).map(TicketsSql::column).collect(Collectors.joining(", ", " group by ", ""));
    }

    private static Cell cell(ResultSet rs, int facets) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < facets; i++) {
            values.add(rs.getString("facet" + i));
        }
        return new Cell(values, rs.getInt("tickets"));
    }

    @Override
    public int attempts(AttemptFilter filter) {
        return database.read(handle -> of(handle, "select count(*) from attempt_facts f", filter, "")
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public List<AttemptRow> attemptRows(AttemptFilter filter, int limit, int offset) {
        return database.read(handle -> of(
                        handle,
                        "select f.*, t.title, a.attempt_number from attempt_facts f"
                                + " join improvement_attempts a on a.id = f.attempt_id"
                                + " join improvement_tickets t on t.id = f.ticket_id",
                        filter,
                        " order by f.attempt_id desc limit :limit offset :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map((rs, ctx) -> new AttemptRow(
                        rs.getString("ticket_id"),
                        rs.getString("title"),
                        rs.getInt("attempt_number"),
                        Milestone.of(rs.getInt("milestone")),
                        rs.getInt("success") == 1,
                        rs.getString("engine"),
                        rs.getString("rule"),
                        rs.getString("reason"),
                        rs.getLong("millis"),
                        Times.instant(rs.getString("at"))))
                .list());
    }

    @Override
    public List<EngineAttempts> engines() {
        return database.read(handle -> handle
                .createQuery("select engine, count(*) as attempts, sum(plausible) as plausible, sum(success) as gated"
                        + " from attempt_facts group by engine order by attempts desc, engine")
                .map((rs, ctx) -> new EngineAttempts(
                        rs.getString("engine"), rs.getInt("attempts"), rs.getInt("plausible"), rs.getInt("gated"), 0))
                .list()
                .stream()
                .map(engine -> new EngineAttempts(
                        engine.engine(),
                        engine.attempts(),
                        engine.plausible(),
                        engine.gated(),
                        median(handle, engine.engine())))
                .toList());
    }

    private static long median(Handle handle, String engine) {
        String timed = " from attempt_facts where engine = :engine and millis > 0";
        return handle.createQuery("select millis" + timed + " order by millis limit 1 offset (select (count(*) - 1) / 2"
                        + timed + ")")
                .bind("engine", engine)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    @Override
    public List<GateCount> gates() {
        return database.read(handle -> handle.createQuery(
                        "select gate, outcome, count(*) as attempts from attempt_gates"
                                + " group by gate, outcome order by gate, outcome")
                .map((rs, ctx) -> new GateCount(rs.getString("gate"), rs.getString("outcome"), rs.getInt("attempts")))
                .list());
    }

    @Override
    public List<RepositoryTickets> repositories() {
        return database.read(handle -> handle.createQuery(
                        "select k.repository_key, k.tickets, t.repository_owner, t.repository_name from"
                                + " (select repository_key, count(*) as tickets, max(id) as one"
                                + " from improvement_tickets group by repository_key) k"
                                + " join improvement_tickets t on t.id = k.one"
                                + " order by t.repository_owner, t.repository_name")
                .map((rs, ctx) -> new RepositoryTickets(
                        rs.getString("repository_key"),
                        rs.getString("repository_owner") + "/" + rs.getString("repository_name"),
                        rs.getInt("tickets")))
                .list());
    }

    @Override
    public Optional<Instant> firstCreated() {
        return database.read(handle -> handle.createQuery("select min(created_at) from improvement_tickets")
                .mapTo(String.class)
                .findOne()
                .map(Times::instant));
    }

    @Override
    public String pulse() {
        return database.read(handle -> handle.createQuery("select"
                        + " coalesce((select max(updated_at) from improvement_tickets), '') || '|'"
                        + " || coalesce((select max(id) from ticket_history), 0) || '|'"
                        + " || coalesce((select max(attempt_id) from attempt_facts), 0) || '|'"
                        + " || coalesce((select max(seq) from deliveries), 0) || '|'"
                        + " || (select count(*) from deliveries where outcome = '')")
                .mapTo(String.class)
                .one());
    }

    private static Query of(Handle handle, String select, AttemptFilter filter, String rest) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder conditions = new StringBuilder(" where 1 = 1");
        and(conditions, values, " and f.engine = :engine", filter.engine());
        and(conditions, values, " and f.success = :success", flag(filter.success()));
        and(conditions, values, " and f.plausible = :plausible", flag(filter.plausible()));
        and(conditions, values, " and f.reason = :reason", filter.reason());
        and(conditions, values, " and f.at >= :since", filter.since() == null ? null : Times.text(filter.since()));
        if (filter.gate() != null || filter.outcome() != null) {
            conditions.append(" and exists (select 1 from attempt_gates g where g.attempt_id = f.attempt_id");
            and(conditions, values, " and g.gate = :gate", filter.gate());
            and(conditions, values, " and g.outcome = :outcome", filter.outcome());
            conditions.append(')');
        }
        return handle.createQuery(select + conditions + rest).bindMap(values);
    }

    private static @Nullable Integer flag(@Nullable Boolean flag) {
        return flag == null ? null : flag ? 1 : 0;
    }

    private static void and(
            StringBuilder conditions, Map<String, Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.append(condition);
            values.put(condition.substring(condition.indexOf(':') + 1), value);
        }
    }
}
