package dev.fettle.store;

import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog.Acceptance;
import dev.fettle.store.jobs.JobQueue;
import dev.fettle.store.sql.Times;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Takes many deliveries into the inbox in one transaction, with their work. Each statement is made ready once for all of them, which costs more than to run it. */
final class DeliveryInsert {
    /** A body that comes again within this time under another id is a replay. */
    static final Duration SAME_BODY = Duration.ofDays(30);
    /** Two deliveries that say the same in other words (one push gave two `synchronize`) come close together. */
    private static final Duration SAME_MEANING = Duration.ofMinutes(10);

    private static final int TRIAGE_PRIORITY = 80;

    private final JobQueue queue;
    private final InstantSource clock;

    DeliveryInsert(JobQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * A delivery made ready outside of the writer's lock.
     *
     * @param body encrypted
     * @param meaning what else makes two deliveries the same, "" for nothing
     * @param account for whom it is worked on
     * @param repository the key of the repository that it is about
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(Delivery delivery, byte[] body, String hash, String meaning, String account, String repository) {}

    /** What became of each, in their order. */
    List<Acceptance> write(Handle handle, List<Sealed> all) {
        boolean[] stored = new boolean[all.size()];
        List<Integer> everyone = IntStream.range(0, all.size()).boxed().toList();
        mark(stored, everyone, rows(handle, all));
        leaveNews(handle, all, stored, each -> "body " + each.hash(), SAME_BODY);
        leaveNews(handle, all, stored, Sealed::meaning, SAME_MEANING);
        List<JobQueue.Of> work = new ArrayList<>();
        everyone.stream().filter(i -> stored[i]).map(all::get).forEach(each -> work.add(work(each)));
        queue.enqueue(work);
        return everyone.stream()
                .map(i -> stored[i] ? Acceptance.STORED : Acceptance.DUPLICATE)
                .toList();
    }

    private JobQueue.Of work(Sealed sealed) {
        WorkItem item = new WorkItem(Kind.TRIAGE, sealed.delivery().id(), "", TRIAGE_PRIORITY, clock.instant());
        return new JobQueue.Of(item, sealed.account());
    }

    /** Of those that are still among the stored ones, forgets whose key was seen within that time. */
    private static void leaveNews(
            Handle handle, List<Sealed> all, boolean[] stored, Function<Sealed, String> key, Duration within) {
        List<Integer> asked = IntStream.range(0, all.size())
                .filter(i -> stored[i] && !key.apply(all.get(i)).isEmpty())
                .boxed()
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("insert into delivery_contents(content_key, delivery_id, seen_at)"
                + " values (:key, :id, :at) on conflict(content_key) do update"
                + " set delivery_id = excluded.delivery_id, seen_at = excluded.seen_at"
                + " where delivery_contents.seen_at < :oldest");
        for (int i : asked) {
            Delivery delivery = all.get(i).delivery();
            batch.bind("key", key.apply(all.get(i)))
                    .bind("id", delivery.id())
                    .bind("at", Times.text(delivery.receivedAt()))
                    .bind("oldest", Times.text(delivery.receivedAt().minus(within)))
                    .add();
        }
        mark(stored, asked, batch.execute());
        asked.stream().filter(i -> !stored[i]).forEach(i -> forget(handle, all.get(i)));
    }

    private static void forget(Handle handle, Sealed sealed) {
        handle.createUpdate("delete from deliveries where id = :id")
                .bind("id", sealed.delivery().id())
                .execute();
    }

    private static void mark(boolean[] stored, List<Integer> asked, int[] counts) {
        for (int k = 0; k < counts.length; k++) {
            stored[asked.get(k)] = counts[k] == 1;
        }
    }

    private static int[] rows(Handle handle, List<Sealed> all) {
        PreparedBatch batch = handle.prepareBatch("insert into deliveries(id, source, event, body, body_hash,"
                + " received_at, repository_key) values (:id, :source, :event, :body, :hash, :received, :repository)"
                + " on conflict(id) do nothing");
        for (Sealed each : all) {
            Delivery delivery = each.delivery();
            batch.bind("id", delivery.id())
                    .bind("source", delivery.source())
                    .bind("event", delivery.event())
                    .bind("body", each.body())
                    .bind("hash", each.hash())
                    .bind("received", Times.text(delivery.receivedAt()))
                    .bind("repository", each.repository())
                    .add();
        }
        return batch.execute();
    }
}
