package dev.fettle.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.Outbox;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Writes to the forge that are to happen. */
final class OutboxTable implements Outbox {
    private static final int PRIORITY = 70;

    private final Database database;
    private final InstantSource clock;
    private final WorkQueue queue;

    OutboxTable(Database database, InstantSource clock, WorkQueue queue) {
        this.database = database;
        this.clock = clock;
        this.queue = queue;
    }

    @Override
    public void put(Entry entry) {
        database.change(handle -> {
            // A waiting entry keeps its place, since what follows may build on it; one that starts anew goes to the
            // end.
            int changed = handle.createUpdate(
                            "insert into outbox(key, seq, repository_key, verb, fields, created_at, state)"
                                    + " values (:key, (select coalesce(max(seq), 0) + 1 from outbox), :repository, :verb, :fields,"
                                    + " :created, 'waiting')"
                                    + " on conflict(key) do update set"
                                    + " seq = case when outbox.state = 'waiting' then outbox.seq else excluded.seq end,"
                                    + " repository_key = excluded.repository_key, verb = excluded.verb, fields = excluded.fields,"
                                    + " created_at = excluded.created_at, state = 'waiting', why = ''"
                                    + " where not (outbox.state = 'done' and outbox.fields = excluded.fields"
                                    + " and outbox.verb = excluded.verb)")
                    .bind("key", entry.key())
                    .bind("repository", entry.repositoryKey())
                    .bind("verb", entry.verb().name())
                    .bind("fields", fields(entry))
                    .bind("created", Times.text(entry.createdAt()))
                    .execute();
            if (changed > 0) {
                queue.enqueue(new WorkItem(Kind.OUTBOX, entry.repositoryKey(), "", PRIORITY, clock.instant()));
            }
        });
    }

    @Override
    public List<Entry> waiting(String repositoryKey) {
        return database.read(handle -> handle.createQuery(
                        "select * from outbox where repository_key = :repository and state = 'waiting' order by seq")
                .bind("repository", repositoryKey)
                .map((rs, ctx) -> new Entry(
                        rs.getString("key"),
                        rs.getString("repository_key"),
                        Verb.valueOf(rs.getString("verb")),
                        TicketRow.json(rs.getString("fields"), new TypeReference<Map<String, String>>() {}),
                        Times.instant(rs.getString("created_at"))))
                .list());
    }

    @Override
    public void done(Entry sent, String result) {
        database.change(handle -> {
            end(handle, sent, "done", result, "");
            handle.createUpdate("insert into outbox_done(key, repository_key, verb, done_at)"
                            + " values (:key, :repository, :verb, :at)")
                    .bind("key", sent.key())
                    .bind("repository", sent.repositoryKey())
                    .bind("verb", sent.verb().name())
                    .bind("at", Times.text(clock.instant()))
                    .execute();
        });
    }

    @Override
    public void failed(Entry sent, String why) {
        database.change(handle -> end(handle, sent, "failed", "", why));
    }

    @Override
    public void renamed(RepositoryRef repository) {
        database.change(handle -> waiting(repository.key())
                .forEach(entry -> handle.createUpdate(
                                "update outbox set fields = :fields where key = :key and state = 'waiting'")
                        .bind("fields", fields(entry.renamed(repository)))
                        .bind("key", entry.key())
                        .execute()));
    }

    @Override
    public Optional<String> result(String key) {
        return database.read(
                handle -> handle.createQuery("select result from outbox where key = :key and state = 'done'")
                        .bind("key", key)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public List<Instant> doneSince(Instant since, String repositoryKey, Verb verb) {
        return database.read(handle -> handle.createQuery("select done_at from outbox_done where done_at >= :since"
                        + " and repository_key = :repository and verb = :verb order by done_at")
                .bind("since", Times.text(since))
                .bind("repository", repositoryKey)
                .bind("verb", verb.name())
                .map((rs, ctx) -> Times.instant(rs.getString("done_at")))
                .list());
    }

    /** Ends an entry, unless it was replaced by other content while this one was on its way. */
    private static void end(Handle handle, Entry sent, String state, String result, String why) {
        handle.createUpdate("update outbox set state = :state, result = :result, why = :why"
                        + " where key = :key and state = 'waiting' and verb = :verb and fields = :fields")
                .bind("state", state)
                .bind("result", result)
                .bind("why", why)
                .bind("key", sent.key())
                .bind("verb", sent.verb().name())
                .bind("fields", fields(sent))
                .execute();
    }

    private static String fields(Entry entry) {
        return TicketRow.json(new TreeMap<>(entry.fields()));
    }
}
