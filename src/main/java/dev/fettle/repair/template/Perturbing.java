package dev.fettle.repair.template;

import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.VariantBatch;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.CompiledBatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out how firmly the tests hold the values that plausible candidates bring: tries each with other values in their place. */
final class Perturbing {
    private static final Logger LOG = LoggerFactory.getLogger(Perturbing.class);
    private static final int MOST = 12;
    /** Above those of validation, of effects and of probing, which may still be about. */
    private static final int FIRST_BATCH = 2_000_000;

    private final TestBench bench;
    private final Judge judge;
    private final Ids ids;
    private final InstantSource clock;

    Perturbing(TestBench bench, Judge judge, Ids ids, InstantSource clock) {
        this.bench = bench;
        this.judge = judge;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Which share of a candidate's perturbed variants pass every test that matters, by the candidate's id; none for those that bring no value, or for which there was no time.
     *
     * @param found the likeliest first
     */
    Map<Integer, Double> look(List<Found> found, Function<Draft, Workshop> workshops, Instant end) {
        Map<Integer, Double> passing = new HashMap<>();
        int batch = FIRST_BATCH;
        for (Found one : found.stream().limit(MOST).toList()) {
            if (!clock.instant().isBefore(end)) {
                break;
            }
            Workshop workshop = workshops.apply(one.draft());
            List<Draft> perturbed = workshop.perturbed(one.draft(), ids.next());
            ids.used(perturbed.size());
            int tried = 0;
            int passed = 0;
            for (CompiledBatch compiled :
                    perturbed.isEmpty() ? List.<CompiledBatch>of() : workshop.compile(perturbed)) {
                bench.load(new VariantBatch(batch, compiled.classes()));
                for (Draft draft : perturbed) {
                    if (compiled.variants().contains(draft.id())) {
                        tried++;
                        boolean passes = judge.judge(
                                        batch, draft, compiled.alone().contains(draft.id()))
                                .plausible();
                        passed += passes ? 1 : 0;
                        LOG.debug(
                                "{} {} beside {}",
                                draft.summary(),
                                passes ? "passes" : "fails",
                                one.draft().summary());
                    }
                }
                bench.unload(batch++);
            }
            if (tried > 0) {
                passing.put(one.draft().id(), (double) passed / tried);
            }
        }
        return passing;
    }
}
