package dev.fettle.store;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.insight.TicketCounts;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts over the backlog's tables. */
final class CountsTable implements TicketCounts {
    private static final String OF_REPOSITORY = " (:repository = '' or repository_key = :repository)";

    private final Database database;

    CountsTable(Database database) {
        this.database = database;
    }

    @Override
    public Map<Status, Integer> byStatus(String repositoryKey) {
        return byConstant("status", Status.class, repositoryKey);
    }

    @Override
    public Map<Priority, Integer> byPriority(String repositoryKey) {
        return byConstant("priority", Priority.class, repositoryKey);
    }

    @Override
    public Map<Category, Integer> byCategory(String repositoryKey) {
        return byConstant("category", Category.class, repositoryKey);
    }

    @Override
    public Map<Integer, Integer> byRisk(String repositoryKey) {
        Map<Integer, Integer> counts = new TreeMap<>();
        by("risk_level", repositoryKey).forEach((level, count) -> counts.put(Integer.valueOf(level), count));
        return counts;
    }

    @Override
    public int createdSince(Instant since, String repositoryKey) {
        return one(
                "select count(*) from improvement_tickets where created_at >= :since and" + OF_REPOSITORY,
                since,
                repositoryKey);
    }

    @Override
    public int resolvedSince(Instant since, String repositoryKey) {
        return one(
                "select count(distinct h.ticket_id) from ticket_history h join improvement_tickets t on t.id = h.ticket_id"
                        + " where h.status = 'applied' and h.at >= :since and" + OF_REPOSITORY,
                since,
                repositoryKey);
    }

    @Override
    public Attempts attempts(String repositoryKey) {
        return database.read(handle -> handle.createQuery(
                        "select count(*) as made, coalesce(sum(case when success then 1 else 0 end), 0) as succeeded"
                                + " from improvement_attempts a join improvement_tickets t on t.id = a.ticket_id where"
                                + OF_REPOSITORY)
                .bind("repository", repositoryKey)
                .map((rs, ctx) -> new Attempts(rs.getInt("made"), rs.getInt("succeeded")))
                .one());
    }

    private int one(String sql, Instant since, String repositoryKey) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("since", Times.text(since))
                .bind("repository", repositoryKey)
                .mapTo(Integer.class)
                .one());
    }

    private <E extends Enum<E>> Map<E, Integer> byConstant(String column, Class<E> type, String repositoryKey) {
        Map<E, Integer> counts = new EnumMap<>(type);
        by(column, repositoryKey).forEach((name, count) -> counts.put(TicketRow.constant(type, name), count));
        return counts;
    }

    /** The column is one of ours, never a caller's text. */
    private Map<String, Integer> by(String column, String repositoryKey) {
        return database.read(handle -> {
            Map<String, Integer> counts = new TreeMap<>();
            handle.createQuery("select " + column + " as name, count(*) as tickets from improvement_tickets where"
                            + OF_REPOSITORY + " group by " + column)
                    .bind("repository", repositoryKey)
                    .map((rs, ctx) -> Map.entry(rs.getString("name"), rs.getInt("tickets")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }
}
