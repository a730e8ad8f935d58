package dev.fettle.app.bench;

import dev.fettle.forge.local.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signed webhooks to all servers in turn, and to the next one when one does not answer, as a balancer before them does or the forge by hand; every tenth is sent to the next one as well, as a
 * forge does that did not hear the answer.
 */
final class NodesLoad {
    static final String SECRET = "a secret of the bench, and of nobody else";
    private static final String RECOGNISED = "\"duplicate\"";
    private static final int AGAIN_EVERY = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Between two rounds through the servers, none of which took it. */
    private static final long PAUSE_MILLIS = 200;

    private final List<String> servers;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    /** @param servers where they listen */
    NodesLoad(List<String> servers) {
        this.servers = List.copyOf(servers);
    }

    /** Sends one until a server has taken it. */
    void send(Webhook webhook) throws IOException, InterruptedException {
        int mine = number.getAndIncrement();
        String id = "bench-" + mine;
        String unused = send(mine, id, webhook);
        accepted.add(id);
        if (mine % AGAIN_EVERY == 0 && send(mine + 1, id, webhook).contains(RECOGNISED)) {
            again.incrementAndGet();
        }
    }

    /** Returns what the server said that took it. */
    private String send(int first, String id, Webhook webhook) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int tries = 0; System.nanoTime() < end; tries++) {
            if (tries > 0 && tries % servers.size() == 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            Optional<String> said = answer(servers.get((first + tries) % servers.size()), id, webhook);
            if (said.isPresent()) {
                return said.get();
            }
        }
        throw new IOException("no server took " + id + " in " + PATIENCE.toMinutes() + " minutes");
    }

    /** What it said to it; empty when it did not take it. */
    private Optional<String> answer(String server, String id, Webhook webhook) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/webhooks/github"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", webhook.event())
                .header("X-GitHub-Delivery", id)
                .header("X-Hub-Signature-256", webhook.signature(SECRET))
                .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()))
                .build();
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            nanos.add(System.nanoTime() - begun);
            return response.statusCode() == 202 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Set<String> accepted() {
        return accepted;
    }

    int again() {
        return again.get();
    }

    Spread answered() {
        return Spread.of(nanos);
    }
}
