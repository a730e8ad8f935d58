package dev.fettle.app.bench;

import dev.fettle.forge.local.Webhook;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Signed webhooks over connections that stay open, each sending the next one as soon as the last is answered. */
final class WebhookLoad {
    private static final long PATIENCE_SECONDS = 120;

    private final WebhookPayloads payloads = new WebhookPayloads();
    private final AtomicLong number;
    private final int connections;

    /** @param first the number of the first payload: no two loads on the same target may share any */
    WebhookLoad(int connections, long first) {
        this.connections = connections;
        this.number = new AtomicLong(first);
    }

    /**
     * What came of it.
     *
     * @param accepted answered with a status of the two hundreds
     * @param refused answered otherwise
     * @param answered how long the accepted took
     */
    record Result(String name, long accepted, long refused, double seconds, Spread answered) {
        /** How many were accepted a second. */
        double rate() {
            return accepted / seconds;
        }
    }

    private record One(long refused, List<Long> nanos) {}

    /** Sends for such a time. */
    Result send(WebhookTarget target, Duration time) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<One>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> one(target, end)));
            }
            long refused = 0;
            List<Long> nanos = new ArrayList<>();
            for (Future<One> each : all) {
                One one = each.get(time.toSeconds() + PATIENCE_SECONDS, TimeUnit.SECONDS);
                refused += one.refused();
                nanos.addAll(one.nanos());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Result(target.name(), nanos.size(), refused, seconds, Spread.of(nanos));
        } catch (ExecutionException e) {
            throw new IOException(target.name() + " cut a connection off: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException(target.name() + " did not answer any more", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private One one(WebhookTarget target, long end) throws IOException {
        long refused = 0;
        List<Long> nanos = new ArrayList<>();
        try (OpenConnection connection = new OpenConnection(target.url())) {
            while (System.nanoTime() < end) {
                long mine = number.getAndIncrement();
                Webhook webhook = new Webhook(WebhookPayloads.event(mine), payloads.body(mine));
                String signature = webhook.signature(target.secret());
                long begun = System.nanoTime();
                int status = connection.post(webhook, "bench-" + mine, signature);
                if (status / 100 == 2) {
                    nanos.add(System.nanoTime() - begun);
                } else {
                    refused++;
                }
            }
        }
        return new One(refused, nanos);
    }
}
