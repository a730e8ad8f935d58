package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.VariantBatch;
import dev.fettle.repair.run.VariantResult;
import dev.fettle.repair.run.VariantResult.Kind;
import dev.fettle.repair.run.VariantRun;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.Survey;
import dev.fettle.repair.template.schema.Survey.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells by the values of one failing run which candidates cannot matter to it, and which begin alike.
 *
 * <p>A candidate that exchanges an expression for another one runs like the original until both first differ. Where they never differ in the failing run, the candidate
 * fails that test in the same way: this is a proof, by induction over the times at which the expression is reached, and holds for several such edits together. It rests on
 * expressions that only tell something; that they do is judged by their names, and checked: a run whose methods return anything else than without the notes says nothing.
 *
 * <p>Candidates whose values are equal to each other's, but not to the original's, are alike up to and including the first difference. After it the program is on a way
 * that nobody measured. So one of them goes first, and the others follow at once where it was any good, and after everything else where it was not.
 */
final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    /** Apart from the ids of candidates' batches, which are counted from 1. */
    private static final int FIRST_BATCH = 1_000_000;

    private static final int MOST_COLLECTORS = 100;

    private final TestBench bench;
    private final TestId target;
    private final Function<Draft, Workshop> workshops;
    private final Ids ids;
    private final Set<Edit> idleEdits = new HashSet<>();
    private int nextBatch = FIRST_BATCH;

    /** @param target a wanted test; whatever mends all of them must matter to it */
    Effects(TestBench bench, TestId target, Function<Draft, Workshop> workshops, Ids ids) {
        this.bench = bench;
        this.target = target;
        this.workshops = workshops;
        this.ids = ids;
    }

    /**
     * Candidates by what they do to the failing run.
     *
     * @param first what is to be tried, in the order given, one for all that begin alike
     * @param alike the others, by the id of the one that goes first
     * @param idle what cannot matter
     * @param unlikely what does not matter as far as the run was watched: its loop budget ended it
     */
    record Sorted(List<Draft> first, Map<Integer, List<Draft>> alike, List<Draft> idle, List<Draft> unlikely) {}

    /** Whether a candidate alone cannot make the failing test pass. */
    boolean isIdle(Draft draft) {
        return idleEdits.containsAll(draft.edits());
    }

    /** Runs the failing test with collectors for all of these, and sorts. */
    Sorted sort(List<Draft> drafts) {
        Map<Workshop, List<Draft>> singles = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (draft.edits().size() == 1) {
                singles.computeIfAbsent(workshops.apply(draft), key -> new ArrayList<>())
                        .add(draft);
            }
        }
        Measured measured = new Measured();
        singles.forEach((workshop, own) -> {
            try {
                measure(workshop, own, measured);
            } catch (WorkshopException broken) {
                LOG.error("candidates are tried without a survey", broken);
            }
        });
        return sorted(drafts, measured);
    }

    /** What the runs said. */
    private static final class Measured {
        private final Set<Edit> idle = new HashSet<>();
        private final Set<Edit> unlikely = new HashSet<>();
        private final Map<Edit, String> values = new HashMap<>();
    }

    private void measure(Workshop workshop, List<Draft> drafts, Measured measured) {
        Survey survey = workshop.survey(drafts, ids.next());
        LOG.debug("{} collectors for {} candidates", survey.collectors().size(), drafts.size());
        if (survey.collectors().isEmpty()) {
            return;
        }
        ids.used(MOST_COLLECTORS);
        int batch = nextBatch++;
        bench.load(new VariantBatch(batch, survey.classes()));
        try {
            VariantResult plain = run(batch, List.of());
            for (int collector : survey.collectors()) {
                VariantResult noted = run(batch, List.of(collector));
                if (isAsBefore(plain, noted)) {
                    read(drafts, survey.readings(), noted, measured);
                } else {
                    LOG.debug(
                            "a run with notes counts for nothing: it ended as {}, without them as {}{}",
                            noted.kind(),
                            plain.kind(),
                            noted.traces().equals(plain.traces()) ? "" : ", and methods returned something else");
                }
            }
        } finally {
            bench.unload(batch);
        }
    }

    /** In a loader of its own, so that initialisers run too. */
    private VariantResult run(int batch, List<Integer> on) {
        return bench.run(new VariantRun(batch, on, List.of(target), true, false, true));
    }

    private static boolean isAsBefore(VariantResult plain, VariantResult noted) {
        boolean red = plain.kind() == Kind.TEST_FAILED || plain.kind() == Kind.STACK_OVERFLOW;
        return noted.kind() == plain.kind()
                && (red && noted.traces().equals(plain.traces()) || plain.kind() == Kind.BUDGET_EXHAUSTED);
    }

    private static void read(
            List<Draft> drafts, Map<Integer, Reading> readings, VariantResult noted, Measured measured) {
        boolean whole = noted.kind() != Kind.BUDGET_EXHAUSTED;
        for (Draft draft : drafts) {
            Reading reading = readings.get(draft.id());
            Long original = reading == null ? null : noted.values().get(reading.original());
            Long changed = reading == null ? null : noted.values().get(reading.changed());
            if (reading == null || original == null || changed == null) {
                continue;
            }
            Edit edit = draft.edits().get(0);
            if (original.equals(changed)) {
                (whole ? measured.idle : measured.unlikely).add(edit);
            } else {
                measured.values.put(edit, reading.site() + ' ' + changed);
            }
        }
    }

    private Sorted sorted(List<Draft> drafts, Measured measured) {
        idleEdits.addAll(measured.idle);
        Sorted sorted = new Sorted(new ArrayList<>(), new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, Integer> leaders = new HashMap<>();
        for (Draft draft : drafts) {
            if (isIdle(draft)) {
                sorted.idle.add(draft);
                continue;
            }
            if (measured.unlikely.containsAll(draft.edits())) {
                sorted.unlikely.add(draft);
                continue;
            }
            String values = values(draft, measured);
            Integer leader = values == null ? null : leaders.putIfAbsent(values, draft.id());
            if (leader == null) {
                sorted.first.add(draft);
            } else {
                sorted.alike.computeIfAbsent(leader, key -> new ArrayList<>()).add(draft);
            }
        }
        return sorted;
    }

    /** The values of the one edit that matters; null where they are unknown or more than one does. */
    private @Nullable String values(Draft draft, Measured measured) {
        List<Edit> matter =
                draft.edits().stream().filter(edit -> !idleEdits.contains(edit)).toList();
        return matter.size() == 1 ? measured.values.get(matter.get(0)) : null;
    }
}
