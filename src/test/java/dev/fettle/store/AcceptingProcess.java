package dev.fettle.store;

import dev.fettle.backlog.Status;
import dev.fettle.intake.DeliveryLog.Acceptance;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** A process of its own that accepts deliveries on many threads, works on them, and says aloud what it accepted and that it refused, until somebody kills it. */
final class AcceptingProcess {
    /** Said aloud of one that it did not accept. */
    static final String REFUSED = "refused";

    private static final int THREADS = 16;

    private AcceptingProcess() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        InstantSource clock = InstantSource.system();
        Stores stores = Stores.open(Path.of(args[0]), clock, text -> text);
        Worker triage = item -> {
            stores.transactions().inOne(() -> {
                stores.backlog()
                        .add(Samples.ticket("t-" + item.key()), t -> t.withStatus(Status.FAILED, null), "triage");
                stores.deliveries().settle(item.key(), "TICKET", "made a ticket");
            });
            return new Worker.Result.Done();
        };
        WorkerPool pool = stores.startWorkers(
                Map.of(Kind.TRIAGE, triage), new WorkerPool.Size(4, 1, Duration.ofMillis(20), Duration.ofSeconds(1)));
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        while (true) {
                            String id = UUID.randomUUID().toString();
                            String line = accepted(stores, id) ? id : REFUSED;
                            synchronized (out) {
                                out.println(line);
                                out.flush();
                            }
                        }
                    })
                    .start();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(pool::close));
    }

    /** Whoever is told that it could not be stored keeps what it has; here the next sender comes. */
    private static boolean accepted(Stores stores, String id) {
        try {
            return stores.deliveries().accept(Samples.delivery(id, "{\"id\":\"" + id + "\"}")) == Acceptance.STORED;
        } catch (RuntimeException refused) {
            System.err.println("refused: " + refused.getMessage());
            return false;
        }
    }
}
