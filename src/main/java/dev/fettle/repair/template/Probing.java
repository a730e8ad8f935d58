package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.run.Observation;
import dev.fettle.repair.run.ProbeRun;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.VariantBatch;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.CompiledBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds out what plausible candidates do on inputs near those of the tests: compiles them together once more and probes test by test. */
final class Probing {
    private static final int MOST_WANTED = 4;
    private static final int MOST_KEPT = 8;
    /** So many inputs of a test where each takes runs of its own, one for each candidate … */
    private static final int INPUTS = 24;
    /** … and so many runs altogether. */
    private static final int MOST_RUNS = 1_000;
    /** A test that takes longer is not run for single inputs. */
    private static final Duration SLOW = Duration.ofMillis(100);
    /** Above those of validation, which may still be about. */
    private static final int FIRST_BATCH = 1_000_000;

    private final TestBench bench;
    private final TestPlan plan;
    private final InstantSource clock;

    Probing(TestBench bench, TestPlan plan, InstantSource clock) {
        this.bench = bench;
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * Looks at all candidates; of a single one, which need not be told from others, only at what it does in the failing tests.
     *
     * @param limit wall time, overrun by one test at most
     */
    Evidence look(List<Found> found, Function<Draft, Workshop> workshops, Duration limit) {
        Instant end = clock.instant().plus(limit);
        if (found.isEmpty() || limit.isNegative() || limit.isZero()) {
            return Evidence.NONE;
        }
        List<Evidence.Input> inputs = new ArrayList<>();
        int id = FIRST_BATCH;
        for (CompiledBatch batch : compile(found, workshops)) {
            List<Draft> drafts = found.stream()
                    .map(Found::draft)
                    .filter(draft -> batch.variants().contains(draft.id())
                            && !batch.alone().contains(draft.id()))
                    .toList();
            if (!drafts.isEmpty()) {
                bench.load(new VariantBatch(id, batch.classes()));
                look(id, drafts, end, inputs);
                bench.unload(id);
                id++;
            }
        }
        return new Evidence(inputs);
    }

    private static List<CompiledBatch> compile(List<Found> found, Function<Draft, Workshop> workshops) {
        Map<Workshop, List<Draft>> byWorkshop = new LinkedHashMap<>();
        for (Found one : found) {
            byWorkshop
                    .computeIfAbsent(workshops.apply(one.draft()), key -> new ArrayList<>())
                    .add(one.draft());
        }
        List<CompiledBatch> batches = new ArrayList<>();
        byWorkshop.forEach((workshop, drafts) -> batches.addAll(workshop.compile(drafts)));
        return batches;
    }

    private void look(int batch, List<Draft> drafts, Instant end, List<Evidence.Input> inputs) {
        List<TestId> wanted =
                plan.running(drafts, false).stream().limit(MOST_WANTED).toList();
        List<TestId> kept = plan.running(drafts, true).stream()
                .limit(drafts.size() == 1 ? 0 : MOST_KEPT)
                .toList();
        // By turns, so that both have had their share when the time is up.
        for (int i = 0; i < Math.max(wanted.size(), kept.size()); i++) {
            if (i < wanted.size()) {
                look(batch, drafts, wanted.get(i), end, false, inputs);
            }
            if (i < kept.size()) {
                look(batch, drafts, kept.get(i), end, true, inputs);
            }
        }
    }

    private void look(
            int batch, List<Draft> drafts, TestId test, Instant end, boolean kept, List<Evidence.Input> inputs) {
        Duration left = Duration.between(clock.instant(), end);
        if (left.isNegative() || left.isZero()) {
            return;
        }
        boolean slow = plan.total(List.of(test)).compareTo(SLOW) > 0;
        int runs = slow ? 0 : Math.min(MOST_RUNS, INPUTS * (drafts.size() + 2));
        List<Integer> variants = drafts.stream().map(Draft::id).toList();
        for (Observation seen : bench.probe(new ProbeRun(batch, variants, test, left, runs))) {
            inputs.add(new Evidence.Input(seen, kept));
        }
    }
}
