package dev.fettle.store;

import dev.fettle.base.Sha256;
import dev.fettle.improve.Audit;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The audit as a chain: each row's hash covers the hash before it. It shows what an edit in the file would hide, but not the loss of the last rows. */
final class AuditTable implements Audit {
    private static final String FIRST = "";

    private final Database database;
    private final InstantSource clock;
    private final Redaction redaction;

    AuditTable(Database database, InstantSource clock, Redaction redaction) {
        this.database = database;
        this.clock = clock;
        this.redaction = redaction;
    }

    @Override
    public void record(String actor, String action, String subject, String detail) {
        Row row = new Row(clock.instant(), actor, action, subject, redaction.text(detail));
        database.change(handle -> {
            String previous = lastHash(handle);
            handle.createUpdate("insert into audit(at, actor, action, subject, detail, previous_hash, hash)"
                            + " values (:at, :actor, :action, :subject, :detail, :previous, :hash)")
                    .bind("at", Times.text(row.at()))
                    .bind("actor", row.actor())
                    .bind("action", row.action())
                    .bind("subject", row.subject())
                    .bind("detail", row.detail())
                    .bind("previous", previous)
                    .bind("hash", hash(previous, row))
                    .execute();
        });
    }

    @Override
    public List<Row> recent(int most) {
        return database.read(handle -> handle.createQuery("select * from audit order by id desc limit :most")
                .bind("most", most)
                .map((rs, ctx) -> new Row(
                        Times.instant(rs.getString("at")),
                        rs.getString("actor"),
                        rs.getString("action"),
                        rs.getString("subject"),
                        rs.getString("detail")))
                .list());
    }

    @Override
    public Chain verify(String known) {
        return database.read(handle -> {
            String previous = FIRST;
            long rows = 0;
            boolean met = known.isEmpty();
            for (Link link : handle.createQuery("select * from audit order by id")
                    .map((rs, ctx) -> new Link(
                            rs.getLong("id"),
                            new Row(
                                    Times.instant(rs.getString("at")),
                                    rs.getString("actor"),
                                    rs.getString("action"),
                                    rs.getString("subject"),
                                    rs.getString("detail")),
                            rs.getString("previous_hash"),
                            rs.getString("hash")))
                    .list()) {
                if (!link.previous().equals(previous)) {
                    return new Chain(
                            rows, previous, Optional.of("a row is missing or was put in before row " + link.id()));
                }
                if (!link.hash().equals(hash(previous, link.row()))) {
                    return new Chain(rows, previous, Optional.of("row " + link.id() + " is not as it was written"));
                }
                previous = link.hash();
                met |= previous.equals(known);
                rows++;
            }
            return new Chain(
                    rows,
                    previous,
                    met ? Optional.empty() : Optional.of("the row with the hash " + known + " is gone"));
        });
    }

    private static String lastHash(Handle handle) {
        return handle.createQuery("select hash from audit order by id desc limit 1")
                .mapTo(String.class)
                .findOne()
                .orElse(FIRST);
    }

    private static String hash(String previous, Row row) {
        MessageDigest digest = Sha256.begun();
        for (String part :
                List.of(previous, Times.text(row.at()), row.actor(), row.action(), row.subject(), row.detail())) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // With its length before it, no part can borrow from its neighbour.
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return Sha256.hex(digest);
    }

    private record Link(long id, Row row, String previous, String hash) {}
}
