package dev.fettle.store;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportLog;
import dev.fettle.intake.SignalJson;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;

/** Reports that wait to become tickets. Requests that come together are folded in memory and written in one commit, before any of them is answered. */
final class ReportTable implements ReportLog {

    private static final int PRIORITY = 60;

    /** Programs do not report again what was refused: their clients drop it. So they wait longer than forges, which are asked once more. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** So long a failure is only counted before its ticket is made or raised: in a burst that is a ticket's work every other second, and not at each report. */
    static final Duration FOLDING = Duration.ofSeconds(2);

    private final Database database;
    private final InstantSource clock;
    private final WorkQueue queue;
    private final int mostWaiting;
    private final GroupCommit<Offer, Acceptance> intake;

    /** @param mostWaiting different failures of one repository; more are no news any more but a flood */
    ReportTable(Database database, InstantSource clock, WorkQueue queue, int mostWaiting) {
        this.mostWaiting = mostWaiting;
        this.database = database;
        this.clock = clock;
        this.queue = queue;
        this.intake = GroupCommit.together(database, PATIENCE, this::write);
    }

    private record Offer(IntakeSource source, List<ReportFold.Entry> entries) {}

    @Override
    public Acceptance accept(IntakeSource source, List<Report> reports) {
        if (reports.isEmpty()) {
            return Acceptance.STORED;
        }
        // What takes time is done outside of the writer's lock.
        return intake.write(new Offer(
                source,
                reports.stream()
                        .map(report -> ReportFold.Entry.of(source, report))
                        .toList()));
    }

    private List<Acceptance> write(Handle handle, List<Offer> offers) {
        ReportFold fold = new ReportFold(handle, mostWaiting);
        List<Acceptance> answers = new ArrayList<>();
        offers.forEach(offer -> answers.add(fold.take(offer.entries()) ? Acceptance.STORED : Acceptance.FULL));
        fold.write();
        offers.stream()
                .map(Offer::source)
                .distinct()
                .forEach(source -> SignalTimes.note(handle, source, clock.instant()));
        fold.repositories()
                .forEach(repository -> queue.enqueue(new WorkItem(
                        Kind.REPORTS,
                        repository.key(),
                        "",
                        PRIORITY,
                        clock.instant().plus(FOLDING))));
        return answers;
    }

    @Override
    public List<Pending> take(String repositoryKey, Instant now, int most) {
        return database.write(handle -> {
            List<Row> rows = rows(handle.createQuery("select * from intake_reports where repository_key = :key"
                                    + " and not_before <= :now order by last_seq limit :most")
                            .bind("key", repositoryKey)
                            .bind("now", Times.text(now))
                            .bind("most", most))
                    .list();
            rows.forEach(row -> handle.createUpdate("delete from intake_reports where seq = :seq")
                    .bind("seq", row.seq())
                    .execute());
            return rows.stream().map(Row::pending).toList();
        });
    }

    @Override
    public void defer(Pending pending, Instant until) {
        database.change(handle -> {
            ReportFold fold = new ReportFold(handle, Integer.MAX_VALUE);
            ReportFold.Entry entry = ReportFold.Entry.of(pending.source(), pending.report());
            boolean taken = fold.take(List.of(entry));
            fold.write();
            handle.createUpdate(
                            "update intake_reports set not_before = :until"
                                    + " where repository_key = :key and fingerprint = :fingerprint and is_over = :over and :taken")
                    .bind("until", Times.text(until))
                    .bind("key", entry.key().repositoryKey())
                    .bind("fingerprint", entry.key().fingerprint())
                    .bind("over", entry.key().isOver() ? 1 : 0)
                    .bind("taken", taken)
                    .execute();
        });
    }

    @Override
    public Optional<RepositoryRef> repository(String repositoryKey) {
        return database.read(handle -> rows(handle.createQuery(
                                "select * from intake_reports where repository_key = :key order by last_seq desc limit 1")
                        .bind("key", repositoryKey))
                .findOne()
                .map(row -> row.pending().report().signal().repository()));
    }

    @Override
    public int waiting(String repositoryKey) {
        return database.read(handle -> ReportFold.waiting(handle, repositoryKey));
    }

    @Override
    public List<String> deferred() {
        return database.read(handle -> handle.createQuery(
                        "select repository_owner, repository_name, count(*) as failures"
                                + " from intake_reports where not_before > :now group by repository_owner, repository_name"
                                + " order by repository_owner, repository_name")
                .bind("now", Times.text(clock.instant()))
                .map((rs, ctx) -> rs.getString("repository_owner") + "/" + rs.getString("repository_name") + ": "
                        + rs.getInt("failures")
                        + " reported failures are no tickets yet and wait for tomorrow; the log says why.")
                .list());
    }

    private record Row(long seq, Pending pending) {}

    private static ResultIterable<Row> rows(Query query) {
        return query.map((rs, ctx) -> {
            RepositoryRef repository = new RepositoryRef(
                    rs.getLong("repository_id"), rs.getString("repository_owner"), rs.getString("repository_name"));
            return new Row(
                    rs.getLong("seq"),
                    new Pending(
                            IntakeSource.valueOf(rs.getString("source")),
                            new Report(
                                    SignalJson.read(
                                            rs.getString("signal"),
                                            repository,
                                            rs.getInt("count"),
                                            Times.instant(rs.getString("first_seen")),
                                            Times.instant(rs.getString("last_seen"))),
                                    rs.getBoolean("is_over"))));
        });
    }
}
