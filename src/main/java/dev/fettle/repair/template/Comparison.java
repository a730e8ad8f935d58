package dev.fettle.repair.template;

import dev.fettle.repair.run.BenchException;
import dev.fettle.repair.run.TestBench;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be found out of plausible candidates beyond that they pass: what they do where no test looks, and how firmly tests hold what they bring. */
final class Comparison {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    /** The share of what is left that each of both may take, and how long at most. */
    private static final int SHARE = 4;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final TestBench bench;
    private final Generation generation;
    private final Ids ids;
    private final InstantSource clock;
    private final Instant deadline;
    private final List<String> notes = new ArrayList<>();

    Comparison(TestBench bench, Generation generation, Ids ids, InstantSource clock, Instant deadline) {
        this.bench = bench;
        this.generation = generation;
        this.ids = ids;
        this.clock = clock;
        this.deadline = deadline;
    }

    /** None the wiser when it cannot be found out. */
    Evidence of(List<Found> found, TestPlan plan) {
        Evidence evidence = Evidence.NONE;
        try {
            evidence = new Probing(bench, plan, clock).look(found, generation::workshopOf, limit());
            return evidence.with(new Perturbing(bench, new Judge(bench, plan), ids, clock)
                    .look(found, generation::workshopOf, clock.instant().plus(limit())));
        } catch (BenchException | WorkshopException broken) {
            LOG.warn("plausible candidates could not be compared", broken);
            notes.add("What passed was not compared on further inputs: the test JVM failed.");
            return evidence;
        }
    }

    private Duration limit() {
        Duration share = Duration.between(clock.instant(), deadline).dividedBy(SHARE);
        return share.compareTo(LONGEST) < 0 ? share : LONGEST;
    }

    /** What a person should know of it. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
