package dev.fettle.store;

import dev.fettle.backlog.Fingerprint;
import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.Signal;
import dev.fettle.intake.SignalJson;
import dev.fettle.store.sql.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The reports of one commit: those of the same failure become one row, and are counted. */
final class ReportFold {
    private final Handle handle;
    private final int mostWaiting;
    private final Map<Key, Entry> folded = new LinkedHashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private final Set<Key> there = new HashSet<>();

    ReportFold(Handle handle, int mostWaiting) {
        this.handle = handle;
        this.mostWaiting = mostWaiting;
    }

    /** What makes two reports the same row. */
    record Key(String repositoryKey, String fingerprint, boolean isOver) {}

    /** One row to be. The JSON stands for one sighting or for many: it has no counts in it. */
    record Entry(
            Key key,
            RepositoryRef repository,
            IntakeSource source,
            String json,
            int count,
            Instant first,
            Instant last) {
        static Entry of(IntakeSource source, Report report) {
            Signal signal = report.signal();
            return new Entry(
                    new Key(signal.repository().key(), Fingerprint.of(signal), report.isOver()),
                    signal.repository(),
                    source,
                    SignalJson.write(signal),
                    signal.count(),
                    signal.firstSeenAt(),
                    signal.seenAt());
        }

        /** The newer one speaks for both. */
        Entry and(Entry next) {
            return new Entry(
                    key,
                    next.repository,
                    next.source,
                    next.json,
                    sum(count, next.count),
                    first.isBefore(next.first) ? first : next.first,
                    last.isAfter(next.last) ? last : next.last);
        }

        private static int sum(int a, int b) {
            return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
        }
    }

    /** Takes all that one request brought, or nothing of it when it has news for which there is no room; returns which. */
    boolean take(List<Entry> entries) {
        Set<Key> news = new HashSet<>();
        for (Entry entry : entries) {
            if (!folded.containsKey(entry.key()) && !there.contains(entry.key())) {
                if (stored(entry.key())) {
                    there.add(entry.key());
                } else {
                    news.add(entry.key());
                }
            }
        }
        if (!news.isEmpty()) {
            String repository = entries.get(0).key().repositoryKey();
            int before = waiting.computeIfAbsent(repository, key -> waiting(handle, key));
            if (before + news.size() > mostWaiting) {
                return false;
            }
            waiting.put(repository, before + news.size());
        }
        entries.forEach(entry -> {
            // The order in which they came last is the order in which they are told.
            Entry old = folded.remove(entry.key());
            folded.put(entry.key(), old == null ? entry : old.and(entry));
        });
        return true;
    }

    /** Whom there is something to tell about. */
    Collection<RepositoryRef> repositories() {
        Map<String, RepositoryRef> all = new LinkedHashMap<>();
        folded.values().forEach(entry -> all.put(entry.key().repositoryKey(), entry.repository()));
        return all.values();
    }

    void write() {
        if (folded.isEmpty()) {
            return;
        }
        long seq = handle.createQuery("select coalesce(max(last_seq), 0) from intake_reports")
                .mapTo(Long.class)
                .one();
        for (Entry entry : folded.values()) {
            write(entry, ++seq);
        }
    }

    private void write(Entry entry, long seq) {
        handle.createUpdate("insert into intake_reports(repository_key, repository_id, repository_owner,"
                        + " repository_name, source, fingerprint, is_over, signal, count, first_seen, last_seen, last_seq)"
                        + " values (:key, :id, :owner, :name, :source, :fingerprint, :over, :signal, :count, :first, :last,"
                        + " :seq) on conflict(repository_key, fingerprint, is_over) do update set"
                        + " count = case when excluded.count > 2147483647 - intake_reports.count then 2147483647"
                        + " else intake_reports.count + excluded.count end,"
                        + " first_seen = case when excluded.first_seen < intake_reports.first_seen"
                        + " then excluded.first_seen else intake_reports.first_seen end,"
                        + " last_seen = case when excluded.last_seen > intake_reports.last_seen"
                        + " then excluded.last_seen else intake_reports.last_seen end,"
                        + " last_seq = excluded.last_seq, signal = excluded.signal, source = excluded.source")
                .bind("key", entry.key().repositoryKey())
                .bind("id", entry.repository().id())
                .bind("owner", entry.repository().owner())
                .bind("name", entry.repository().name())
                .bind("source", entry.source().name())
                .bind("fingerprint", entry.key().fingerprint())
                .bind("over", entry.key().isOver() ? 1 : 0)
                .bind("signal", entry.json())
                .bind("count", entry.count())
                .bind("first", Times.text(entry.first()))
                .bind("last", Times.text(entry.last()))
                .bind("seq", seq)
                .execute();
    }

    private boolean stored(Key key) {
        return handle.createQuery("select count(*) from intake_reports where repository_key = :key"
                                + " and fingerprint = :fingerprint and is_over = :over")
                        .bind("key", key.repositoryKey())
                        .bind("fingerprint", key.fingerprint())
                        .bind("over", key.isOver() ? 1 : 0)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    static int waiting(Handle handle, String repositoryKey) {
        return handle.createQuery("select count(*) from intake_reports where repository_key = :key")
                .bind("key", repositoryKey)
                .mapTo(Integer.class)
                .one();
    }
}
