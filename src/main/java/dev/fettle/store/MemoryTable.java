package dev.fettle.store;

import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import dev.fettle.work.Memory;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Small notes by scope and key. */
final class MemoryTable implements Memory {
    private final Database database;
    private final InstantSource clock;

    MemoryTable(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<String> get(String scope, String key) {
        return database.read(
                handle -> handle.createQuery("select value from memory where scope = :scope and key = :key")
                        .bind("scope", scope)
                        .bind("key", key)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public void put(String scope, String key, String value) {
        insert(scope, key, value, "update set value = excluded.value, updated_at = excluded.updated_at");
    }

    @Override
    public boolean putIfAbsent(String scope, String key, String value) {
        return insert(scope, key, value, "nothing") == 1;
    }

    @Override
    public void remove(String scope, String key) {
        database.change(handle -> handle.createUpdate("delete from memory where scope = :scope and key = :key")
                .bind("scope", scope)
                .bind("key", key)
                .execute());
    }

    @Override
    public Map<String, String> all(String scope) {
        return database.read(handle -> {
            Map<String, String> all = new LinkedHashMap<>();
            handle.createQuery("select key, value from memory where scope = :scope order by key")
                    .bind("scope", scope)
                    .map((rs, ctx) -> Map.entry(rs.getString("key"), rs.getString("value")))
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            return all;
        });
    }

    private int insert(String scope, String key, String value, String onConflict) {
        return database.write(handle -> handle.createUpdate("insert into memory(scope, key, value, updated_at)"
                        + " values (:scope, :key, :value, :at) on conflict(scope, key) do " + onConflict)
                .bind("scope", scope)
                .bind("key", key)
                .bind("value", value)
                .bind("at", Times.text(clock.instant()))
                .execute());
    }
}
