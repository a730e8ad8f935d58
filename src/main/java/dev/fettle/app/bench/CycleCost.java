package dev.fettle.app.bench;

import dev.fettle.repair.Progress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Where the time of a repair goes, stage by stage: into the project's own build and tests, or into everything else. */
public final class CycleCost implements Progress {
    private final TimedBuild build;
    private final Map<Stage, Part> parts = new EnumMap<>(Stage.class);
    private Stage current = Stage.CHECKOUT;
    private long since = System.nanoTime();
    private Duration spentBefore;

    /**
     * A part of the time.
     *
     * @param all of it
     * @param own the project's own build and tests, of that
     */
    public record Part(Duration all, Duration own) {
        /** Nothing. */
        public static final Part NONE = new Part(Duration.ZERO, Duration.ZERO);

        /** Both. */
        public Part plus(Part other) {
            return new Part(all.plus(other.all), own.plus(other.own));
        }

        /** Everything else. */
        public Duration rest() {
            return all.minus(own);
        }
    }

    /** Begins now. */
    public CycleCost(TimedBuild build) {
        this.build = build;
        this.spentBefore = build.spent();
    }

    @Override
    public synchronized void stage(Stage stage) {
        Duration spent = build.spent();
        long now = System.nanoTime();
        parts.merge(current, new Part(Duration.ofNanos(now - since), spent.minus(spentBefore)), Part::plus);
        current = stage;
        since = now;
        spentBefore = spent;
    }

    @Override
    public void note(String text) {
        // Notes cost nothing that is to be told.
    }

    /** What each stage took, until now. */
    public synchronized Map<Stage, Part> parts() {
        stage(current);
        return new EnumMap<>(parts);
    }
}
