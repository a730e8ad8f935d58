package dev.fettle.improve;

import dev.fettle.build.TestOutcome;
import dev.fettle.repair.Reproduction;
import java.time.Duration;

/** What is left of the time that one repair may take, from its first run to its last gate. */
final class RepairTime {
    /** A run that begins at the very end gets so much, to say what it can. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    /** What building takes, roughly: at least so long, and of a long reproduction, which may have searched, not all is taken for builds. */
    private static final Duration SHORTEST_BUILD = Duration.ofSeconds(10);

    private static final Duration LONGEST_BUILD = Duration.ofSeconds(30);

    /** The share of the time that is kept for proof and gates at most. */
    private static final int MOST_KEPT = 2;

    private final Duration all;
    private final StageClock stages;

    RepairTime(Duration all, StageClock stages) {
        this.all = all;
        this.stages = stages;
    }

    /** Zero when it is up. */
    Duration left() {
        Duration left = all.minus(stages.elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isUp() {
        return left().isZero();
    }

    /** For one run that begins now. */
    Duration forRun() {
        Duration left = left();
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /**
     * What a search must leave, so that what it finds in its last second can still be proved and judged: two builds, each with the whole suite, as long as that
     * took before.
     *
     * @param seen how long the failure took to be seen, which are two builds too
     * @param share of the time that there is for this failure
     */
    static Duration kept(Reproduction reproduction, Duration seen, Duration share) {
        Duration suite = reproduction.baseline().outcomes().stream()
                .map(TestOutcome::time)
                .reduce(Duration.ZERO, Duration::plus);
        Duration build = seen.minus(suite).dividedBy(2);
        build = build.compareTo(SHORTEST_BUILD) < 0 ? SHORTEST_BUILD : build;
        build = build.compareTo(LONGEST_BUILD) > 0 ? LONGEST_BUILD : build;
        Duration kept = build.plus(suite).multipliedBy(2);
        Duration most = share.dividedBy(MOST_KEPT);
        return kept.compareTo(most) < 0 ? kept : most;
    }
}
