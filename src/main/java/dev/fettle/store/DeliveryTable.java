package dev.fettle.store;

import dev.fettle.base.Sha256;
import dev.fettle.base.Sight;
import dev.fettle.improve.Reconciler;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.DeliveryRows;
import dev.fettle.store.jobs.JobQueue;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import dev.fettle.work.WorkItem.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The inbox. Bodies are encrypted before they reach the database, and derived texts are redacted. */
final class DeliveryTable implements DeliveryLog {
    private final Database database;
    private final InstantSource clock;
    private final Redaction redaction;
    private final BodyCipher cipher;
    private final Reading reading;
    private final DeliveryRows rows;
    private final GroupCommit<DeliveryInsert.Sealed, Acceptance> intake;
    private final Backlogged backlogged;

    DeliveryTable(
            Database database,
            InstantSource clock,
            Redaction redaction,
            BodyCipher cipher,
            JobQueue queue,
            Reading reading) {
        this.database = database;
        this.clock = clock;
        this.redaction = redaction;
        this.cipher = cipher;
        this.reading = reading;
        this.rows = new DeliveryRowsTable(database, Sight.ALL);
        this.intake = GroupCommit.beside(database, new DeliveryInsert(queue, clock)::write);
        this.backlogged = new Backlogged(database, Kind.TRIAGE, reading.mostWaiting());
    }

    @Override
    public Acceptance accept(Delivery delivery) {
        return full(delivery) ? Acceptance.FULL : intake.write(sealed(delivery));
    }

    @Override
    public CompletableFuture<Acceptance> acceptSoon(Delivery delivery) {
        return full(delivery) ? CompletableFuture.completedFuture(Acceptance.FULL) : intake.soon(sealed(delivery));
    }

    private boolean full(Delivery delivery) {
        // What Fettle found by looking, nobody would send again.
        return !delivery.source().equals(Reconciler.SOURCE) && backlogged.now();
    }

    private DeliveryInsert.Sealed sealed(Delivery delivery) {
        String meaning = reading.contentKey()
                .apply(delivery)
                .map(key -> "meaning " + hash(delivery.source(), key, new byte[0]))
                .orElse("");
        return new DeliveryInsert.Sealed(
                delivery,
                cipher.encrypt(delivery.id(), delivery.body()),
                hash(delivery.source(), delivery.event(), delivery.body()),
                meaning,
                reading.account().apply(delivery),
                reading.repository().apply(delivery));
    }

    @Override
    public Optional<Delivery> find(String id) {
        return database.read(handle -> handle.createQuery("select * from deliveries where id = :id")
                .bind("id", id)
                .map((rs, ctx) -> {
                    byte[] stored = rs.getBytes("body");
                    return new Delivery(
                            rs.getString("id"),
                            rs.getString("source"),
                            rs.getString("event"),
                            stored.length == 0 ? stored : cipher.decrypt(id, stored),
                            Times.instant(rs.getString("received_at")));
                })
                .findOne());
    }

    @Override
    public boolean settled(String id) {
        return database.read(
                handle -> handle.createQuery("select count(*) from deliveries where id = :id and settled_at <> ''")
                                .bind("id", id)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    @Override
    public void settle(String id, String outcome, String detail) {
        database.changeBeside(handle -> handle.createUpdate(
                        "update deliveries set outcome = :outcome, detail = :detail, settled_at = :at where id = :id")
                .bind("outcome", outcome)
                .bind("detail", redaction.text(detail))
                .bind("at", Times.text(clock.instant()))
                .bind("id", id)
                .execute());
    }

    @Override
    public void reopen(String id) {
        database.change(handle -> handle.createUpdate(
                        "update deliveries set outcome = '', detail = '', settled_at = '' where id = :id")
                .bind("id", id)
                .execute());
    }

    @Override
    public List<Entry> recent(int most) {
        return rows.list(null, most, 0);
    }

    @Override
    public Optional<Instant> lastAccepted() {
        return rows.lastVerified();
    }

    /** The inbox as people see it. */
    DeliveryRows rows() {
        return rows;
    }

    /** Forgets the bodies of settled deliveries that came before then, and what recognised their duplicates. Returns how many bodies went. */
    int prune(Instant before) {
        return database.write(handle -> {
            handle.createUpdate("delete from delivery_contents where seen_at < :replay")
                    .bind("replay", Times.text(clock.instant().minus(DeliveryInsert.SAME_BODY)))
                    .execute();
            return handle.createUpdate("update deliveries set body = :empty"
                            + " where received_at < :before and settled_at <> '' and length(body) > 0")
                    .bind("empty", new byte[0])
                    .bind("before", Times.text(before))
                    .execute();
        });
    }

    private static String hash(String source, String event, byte[] body) {
        MessageDigest digest = Sha256.begun();
        digest.update((source + "\n" + event + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(body);
        return Sha256.hex(digest);
    }
}
