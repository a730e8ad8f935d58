package dev.fettle.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a number of workers running and kills one after the other, as {@code kill -9} does, wherever it is in its work. */
final class NodesKills {
    private static final long LOOK_MILLIS = 50;

    private final Starter starter;
    private final NodesPlan plan;

    /** How a worker is started. */
    interface Starter {
        NodeProcess start(int number) throws IOException;
    }

    NodesKills(Starter starter, NodesPlan plan) {
        this.starter = starter;
        this.plan = plan;
    }

    /** Goes on until it is over, and returns how many were killed. */
    int until(AtomicBoolean over) throws IOException, InterruptedException {
        List<NodeProcess> workers = new ArrayList<>();
        int kills = 0;
        try {
            for (int i = 0; i < plan.workers(); i++) {
                workers.add(starter.start(i));
            }
            long next = System.nanoTime() + plan.killEvery().toNanos();
            while (!over.get()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (System.nanoTime() < next || workers.isEmpty()) {
                    continue;
                }
                int victim = kills % workers.size();
                workers.get(victim).announced(); // one that is not up yet has nothing in hand
                workers.get(victim).kill();
                kills++;
                workers.set(victim, starter.start(victim));
                next = System.nanoTime() + plan.killEvery().toNanos();
            }
            return kills;
        } finally {
            for (NodeProcess worker : workers) {
                worker.kill();
            }
        }
    }
}
