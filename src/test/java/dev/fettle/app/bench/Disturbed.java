package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.store.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.TestReporter;

/** Servers that take deliveries and work on them, each a process of its own, while a test does something to them. */
final class Disturbed implements AutoCloseable {
    /** For processes to start, on a machine that does much else. */
    private static final int PATIENCE_SECONDS = 300;

    final NodesWorld world;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Future<NodesResult> running;
    private final NodesPlan plan;

    private Disturbed(NodesPlan plan, NodesWorld world, int senders) throws InterruptedException {
        this.plan = plan;
        this.world = world;
        this.running = threads.submit(() -> world.run(senders, Duration.ofMinutes(10)));
        for (int waited = 0; waited < PATIENCE_SECONDS && !running.isDone(); waited++) {
            if (world.up().await(1, TimeUnit.SECONDS)) {
                return;
            }
        }
        close();
        throw new IllegalStateException("the servers do not come up: " + running);
    }

    /** Two servers on one PostgreSQL. */
    static Disturbed pair(Path folder, Place place, int deliveries) throws InterruptedException {
        NodesPlan plan = new NodesPlan(
                2, 0, deliveries, deliveries / 2, 6, NodesPlan.NEVER, NodesPlan.NEVER, Duration.ofSeconds(4));
        return new Disturbed(plan, new NodesWorld(folder.resolve("world"), plan, place), 2);
    }

    /** One server on an SQLite file. */
    static Disturbed single(Path folder, int deliveries, NodeOptions options) throws InterruptedException {
        NodesPlan plan = new NodesPlan(
                1, 0, deliveries, deliveries / 2, 6, NodesPlan.NEVER, NodesPlan.NEVER, Duration.ofSeconds(4));
        Place place = Place.folder(folder.resolve("data"));
        return new Disturbed(plan, new NodesWorld(folder.resolve("world"), plan, place, options), 4);
    }

    /** One server, started as {@code ./fettle} starts it. */
    static Disturbed single(Path folder, int deliveries) throws InterruptedException {
        return single(folder, deliveries, NodeOptions.NONE);
    }

    /** Waits so long, or until everything has ended; whether it still goes on. */
    boolean goesOnFor(Duration time) throws Exception {
        try {
            running.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }

    /** As {@link #endsWell()}, and says for the table of faults how many deliveries were lost and how many comments were made twice. */
    NodesResult endsWell(TestReporter reporter) throws Exception {
        NodesResult result = running.get(15, TimeUnit.MINUTES);
        reporter.publishEntry("lost", Integer.toString(plan.deliveries() - result.kept()));
        reporter.publishEntry("doubled", Integer.toString(result.commentsTooMany()));
        return endsWell();
    }

    /** Waits for everything to end: all that was sent was accepted, and nothing of it was lost or done twice. */
    NodesResult endsWell() throws Exception {
        NodesResult result = running.get(15, TimeUnit.MINUTES);
        assertThat(result.wrong()).isEmpty();
        assertThat(result.accepted()).isEqualTo(plan.deliveries());
        assertThat(result.tickets()).isEqualTo(plan.tickets());
        return result;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
