package dev.fettle.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.intake.Delivery;
import dev.fettle.store.Place;
import dev.fettle.store.Reading;
import dev.fettle.store.Stores;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** A store of so many tickets, and {@code fettle serve} over it as a process of its own, which is switched off, so that nothing but the pages is asked for. */
final class PagesWorld implements AutoCloseable {
    private static final int MOST_DELIVERIES = 1_000;
    private static final long PATIENCE_SECONDS = 300;
    private static final int LOOKED_AT = 100;
    private static final List<String> EVENTS = List.of("issues", "workflow_run", "pull_request", "push", "check_run");
    private static final List<String> OUTCOMES = List.of("TICKET", "NOTHING", "KNOWN", "NOTHING", "NOTHING");

    private final List<PageView> views;
    private final NodeProcess process;
    private final String url;

    /**
     * Fills, starts, and returns when it listens.
     *
     * @param folder empty, on the disk that is measured
     * @param progress is told how many tickets there are already
     */
    PagesWorld(Path folder, int tickets, IntConsumer progress) throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder).resolve("data");
        Instant now = Instant.now();
        AtomicReference<Instant> time = new AtomicReference<>(now);
        try (Stores stores = Stores.open(Place.folder(data), time::get, text -> text, Reading.NOTHING)) {
            SampleBacklog.live(stores, time::set, now, tickets, progress);
            deliveries(stores, time, now, Math.min(MOST_DELIVERIES, tickets * 2));
            views = views(stores, tickets);
        }
        Path settings = folder.resolve("fettle.json");
        Files.write(settings, new ObjectMapper().writeValueAsBytes(settings(folder, data)));
        process = new NodeProcess(
                folder.resolve("server"), settings, List.of("serve", "--port", "0"), NodeOptions.AS_LAUNCHED);
        url = process.url();
    }

    private static ObjectNode settings(Path folder, Path data) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("data_dir", data.toString());
        root.putObject("self_improvement").put("enabled", false);
        root.putObject("forge")
                .put("kind", "local")
                .put("folder", folder.resolve("forge").toString());
        return root;
    }

    private static void deliveries(Stores stores, AtomicReference<Instant> time, Instant now, int number)
            throws IOException, InterruptedException {
        CountDownLatch settled = new CountDownLatch(number);
        Worker settles = item -> {
            int which = Integer.parseInt(item.key().replaceAll("\\D+", ""));
            String outcome = OUTCOMES.get(which % OUTCOMES.size());
            stores.deliveries().settle(item.key(), outcome, outcome.equals("TICKET") ? SampleBacklog.id(which) : "");
            settled.countDown();
            return new Worker.Result.Done();
        };
        for (int i = 0; i < number; i++) {
            time.set(now.minus(Duration.ofMinutes(9L * (number - i))));
            stores.deliveries()
                    .accept(new Delivery(
                            "delivery-" + i,
                            "github",
                            EVENTS.get(i % EVENTS.size()),
                            ("{\"number\":" + i + "}").getBytes(StandardCharsets.UTF_8),
                            time.get()));
        }
        time.set(now);
        try (WorkerPool pool = stores.startWorkers(Map.of(Kind.TRIAGE, settles), WorkerPool.Size.DEFAULT)) {
            if (!settled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the deliveries of the bench were not settled within " + PATIENCE_SECONDS + " s");
            }
        }
    }

    /** The ticket that is opened is one with a long story. */
    private static List<PageView> views(Stores stores, int tickets) {
        TicketFilter merged = new TicketFilter(Status.APPLIED, null, null, null, null, LOOKED_AT, 0);
        List<Ticket> known = stores.backlog().list(merged);
        String ticket = known.stream()
                .map(Ticket::id)
                .max(Comparator.comparingInt(id -> stores.backlog().attempts(id).size()))
                .orElse("");
        String repository = stores.backlog().repositories().stream()
                .map(one -> one.key())
                .findFirst()
                .orElse("none");
        return PageView.of(ticket, repository, Math.max(0, tickets - 50));
    }

    List<PageView> views() {
        return views;
    }

    /** Where it listens. */
    String url() {
        return url;
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
