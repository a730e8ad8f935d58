package dev.fettle.store;

import dev.fettle.base.Sight;
import dev.fettle.intake.DeliveryLog.Entry;
import dev.fettle.intake.DeliveryRows;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The inbox as somebody may see it. */
final class DeliveryRowsTable implements DeliveryRows {
    private final Database database;
    private final SightSql sight;

    DeliveryRowsTable(Database database, Sight sight) {
        this.database = database;
        this.sight = SightSql.of(sight);
    }

    @Override
    public DeliveryRows seenBy(Sight narrower) {
        return new DeliveryRowsTable(database, narrower);
    }

    @Override
    public Map<String, Integer> byOutcome() {
        return database.read(handle -> {
            Map<String, Integer> counts = new TreeMap<>();
            handle.createQuery(sight.head() + "select outcome, count(*) as deliveries from deliveries where 1 = 1"
                            + sight.and("repository_key") + " group by outcome")
                    .bindMap(sight.values())
                    .map((rs, ctx) -> Map.entry(rs.getString("outcome"), rs.getInt("deliveries")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    @Override
    public List<Entry> list(@Nullable String outcome, int limit, int offset) {
        return database.read(handle -> handle.createQuery(sight.head()
                        + "select id, source, event, received_at, outcome, detail from deliveries where "
                        + (outcome == null ? "1 = 1" : "outcome = :outcome") + sight.and("repository_key")
                        + " order by seq desc limit :limit offset :offset")
                .bindMap(sight.values())
                .bindMap(outcome == null ? Map.of() : Map.of("outcome", outcome))
                .bind("limit", limit)
                .bind("offset", offset)
                .map((rs, ctx) -> new Entry(
                        rs.getString("id"),
                        rs.getString("source"),
                        rs.getString("event"),
                        Times.instant(rs.getString("received_at")),
                        rs.getString("outcome"),
                        rs.getString("detail")))
                .list());
    }

    @Override
    public Optional<Instant> lastVerified() {
        return database.read(
                handle -> handle.createQuery(sight.head() + "select received_at from deliveries where source = 'github'"
                                + sight.and("repository_key") + " order by seq desc limit 1")
                        .bindMap(sight.values())
                        .mapTo(String.class)
                        .findOne()
                        .map(Times::instant));
    }

    /** From key to key through the index, as those of tickets. */
    @Override
    public List<String> repositoryKeys() {
        return database.read(handle -> handle.createQuery("with recursive keys(name) as ("
                        + "select min(repository_key) from deliveries where repository_key > '' union all"
                        + " select (select min(repository_key) from deliveries where repository_key > keys.name)"
                        + " from keys where keys.name is not null)" + sight.furtherHead()
                        + " select name from keys where name is not null" + sight.and("name") + " order by name")
                .bindMap(sight.values())
                .mapTo(String.class)
                .list());
    }
}
