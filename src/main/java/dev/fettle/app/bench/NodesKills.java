package dev.fettle.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Kills one node after the other, as {@code kill -9} does, wherever it is in its work, and has each started again in its place. */
final class NodesKills {
    private static final long LOOK_MILLIS = 50;

    private final List<NodeProcess> nodes;
    private final Starter starter;
    private final Duration every;

    /** How a node is started in its place. */
    interface Starter {
        NodeProcess start(int number) throws IOException;
    }

    /**
     * Kills of some that run.
     *
     * @param nodes whoever takes a killed one's place is put into its place here; may be read meanwhile
     * @param every the time between two kills
     */
    NodesKills(List<NodeProcess> nodes, Starter starter, Duration every) {
        this.nodes = nodes;
        this.starter = starter;
        this.every = every;
    }

    /** Goes on until it is over, and returns how many were killed. */
    int until(AtomicBoolean over) throws IOException, InterruptedException {
        int kills = 0;
        while (!over.get() && !nodes.isEmpty()) {
            int victim = kills % nodes.size();
            nodes.get(victim).announced();
            // From then on: on a machine that is slow to start them, all would else die before they had anything in
            // hand.
            if (!passes(over)) {
                break;
            }
            nodes.get(victim).kill();
            nodes.set(victim, starter.start(victim));
            kills++;
        }
        return kills;
    }

    /** Waits for the next kill; whether it is not over by then. */
    private boolean passes(AtomicBoolean over) throws InterruptedException {
        long next = System.nanoTime() + every.toNanos();
        while (!over.get() && System.nanoTime() < next) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return !over.get();
    }
}
