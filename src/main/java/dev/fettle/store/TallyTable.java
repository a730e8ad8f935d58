package dev.fettle.store;

import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Milestone;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.Sha256;
import dev.fettle.base.Sight;
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
    /** To count all, those of the gate are found first; of a list, which ends soon, each row is asked. */
    private static final String COUNTED_GATE =
            " and f.attempt_id in (select g.attempt_id from attempt_gates g where 1 = 1";

    private static final String LISTED_GATE =
            " and exists (select 1 from attempt_gates g where g.attempt_id = f.attempt_id";

    private final Database database;
    private final SightSql sight;

    TallyTable(Database database, Sight sight) {
        this.database = database;
        this.sight = SightSql.of(sight);
    }

    @Override
    public Tally seenBy(Sight narrower) {
        return new TallyTable(database, narrower);
    }

    @Override
    public List<Cell> tickets(TicketFilter filter, Facet... by) {
        return database.read(handle -> TicketsSql.of(
                        handle,
                        sight.counting(),
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
        Map<String, Object> values = new LinkedHashMap<>(sight.values());
        for (int i = 0; i < bounds.size(); i++) {
            values.put("bound" + i, Times.text(bounds.get(i)));
            parts.add("select " + i + " as span, " + columns(by) + "count(*) as tickets from improvement_tickets where "
                    + column + " >= :bound" + i
                    + (i + 1 < bounds.size() ? " and " + column + " < :bound" + (i + 1) : "")
                    + (time == Facet.ENDED ? " and ended_at > '' and " + TicketsSql.ENDED : "")
                    + sight.counting().and("repository_key") + group(by));
        }
        Map<Integer, List<Cell>> cells = new TreeMap<>();
        database.read(handle -> handle.createQuery(sight.head() + String.join(" union all ", parts))
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
        return database.read(
                handle -> of(handle, sight.counting(), "select count(*) from attempt_facts f", COUNTED_GATE, filter, "")
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public List<AttemptRow> attemptRows(AttemptFilter filter, int limit, int offset) {
        return database.read(handle -> of(
                        handle,
                        sight.counting(),
                        "select f.*, t.title, a.attempt_number from attempt_facts f"
                                + " join improvement_attempts a on a.id = f.attempt_id"
                                + " join improvement_tickets t on t.id = f.ticket_id",
                        LISTED_GATE,
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
                .createQuery(sight.head()
                        + "select engine, count(*) as attempts, sum(plausible) as plausible, sum(success) as gated"
                        + " from attempt_facts where 1 = 1" + sight.counting().and("repository_key")
                        + " group by engine order by attempts desc, engine")
                .bindMap(sight.values())
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

    private long median(Handle handle, String engine) {
        String timed = " from attempt_facts where engine = :engine and millis > 0"
                + sight.counting().and("repository_key");
        return handle.createQuery(sight.head() + "select millis" + timed
                        + " order by millis limit 1 offset (select (count(*) - 1) / 2" + timed + ")")
                .bindMap(sight.values())
                .bind("engine", engine)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    @Override
    public List<GateCount> gates() {
        return database.read(handle -> handle.createQuery(sight.head()
                        + "select gate, outcome, count(*) as attempts from attempt_gates where 1 = 1"
                        + sight.counting().and("repository_key") + " group by gate, outcome order by gate, outcome")
                .bindMap(sight.values())
                .map((rs, ctx) -> new GateCount(rs.getString("gate"), rs.getString("outcome"), rs.getInt("attempts")))
                .list());
    }

    @Override
    public List<RepositoryTickets> repositories() {
        return database.read(handle -> handle.createQuery(
                        sight.head() + "select k.repository_key, k.tickets, t.repository_owner, t.repository_name from"
                                + " (select repository_key, count(*) as tickets, max(id) as one"
                                + " from improvement_tickets where 1 = 1" + sight.and("repository_key")
                                + " group by repository_key) k"
                                + " join improvement_tickets t on t.id = k.one"
                                + " order by t.repository_owner, t.repository_name")
                .bindMap(sight.values())
                .map((rs, ctx) -> new RepositoryTickets(
                        rs.getString("repository_key"),
                        rs.getString("repository_owner") + "/" + rs.getString("repository_name"),
                        rs.getInt("tickets")))
                .list());
    }

    @Override
    public Optional<Instant> firstCreated() {
        return database.read(handle -> handle.createQuery(sight.head()
                        + "select min(created_at) from improvement_tickets where 1 = 1" + sight.and("repository_key"))
                .bindMap(sight.values())
                .mapTo(String.class)
                .findOne()
                .map(Times::instant));
    }

    /** Numbers that go on over all repositories would tell of the others: of some alone, there are counts of what they have, and only a digest of them. */
    @Override
    public String pulse() {
        if (sight.table().isEmpty()) {
            return text("select coalesce((select max(updated_at) from improvement_tickets), '') || '|'"
                    + " || coalesce((select max(id) from ticket_history), 0) || '|'"
                    + " || coalesce((select max(attempt_id) from attempt_facts), 0) || '|'"
                    + " || coalesce((select max(seq) from deliveries), 0) || '|'"
                    + " || (select count(*) from deliveries where outcome = '')");
        }
        String tickets = " from improvement_tickets where 1 = 1" + sight.and("repository_key");
        String deliveries = " from deliveries where 1 = 1" + sight.and("repository_key");
        return Sha256.hex(text("select coalesce((select updated_at from improvement_tickets where 1 = 1"
                + sight.counting().and("repository_key") + " order by updated_at desc limit 1), '') || '|'"
                + " || (select count(*)" + tickets + ") || '|'"
                + " || (select count(*) from attempt_facts where 1 = 1" + sight.and("repository_key") + ") || '|'"
                + " || (select count(*)" + deliveries + ") || '|'"
                + " || (select count(*)" + deliveries + " and outcome = '')"));
    }

    private String text(String select) {
        return database.read(handle -> handle.createQuery(sight.head() + select)
                .bindMap(sight.values())
                .mapTo(String.class)
                .one());
    }

    private static Query of(
            Handle handle, SightSql sight, String select, String ofGate, AttemptFilter filter, String rest) {
        Map<String, Object> values = new LinkedHashMap<>(sight.values());
        StringBuilder conditions = new StringBuilder(" where 1 = 1").append(sight.and("f.repository_key"));
        and(conditions, values, " and f.engine = :engine", filter.engine());
        and(conditions, values, " and f.success = :success", flag(filter.success()));
        and(conditions, values, " and f.plausible = :plausible", flag(filter.plausible()));
        and(conditions, values, " and f.reason = :reason", filter.reason());
        and(conditions, values, " and f.at >= :since", filter.since() == null ? null : Times.text(filter.since()));
        if (filter.gate() != null || filter.outcome() != null) {
            conditions.append(ofGate);
            and(conditions, values, " and g.gate = :gate", filter.gate());
            and(conditions, values, " and g.outcome = :outcome", filter.outcome());
            conditions.append(')');
        }
        return handle.createQuery(sight.head() + select + conditions + rest).bindMap(values);
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
