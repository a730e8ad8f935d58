package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.Cost;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Search;
import dev.fettle.repair.Suspect;
import dev.fettle.repair.run.Baseline;
import dev.fettle.repair.run.BenchInterruptedException;
import dev.fettle.repair.run.Localiser;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.template.rule.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search from baseline to ranked candidates. Used once. */
final class SearchRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchRun.class);

    /** Suspicious lines are asked for candidates in waves: the first is small so that the first candidate runs soon. */
    private static final int[] WAVES = {120, 400, 1200};

    private static final int LIKELIEST = 2_500;

    private static final List<Patience> PATIENCE =
            List.of(new Patience(3_000_000, 0, 4_000), new Patience(200_000_000, 1, 100));

    /** The share of the time that the baseline may take. */
    private static final int BASELINE_SHARE = 3;
    /** … and where there are so many that it cannot wait for all: those that come last know least of the failure. */
    private static final int SHARE_OF_MANY = 10;

    private static final int MANY_TESTS = 1_000;
    /** After so many candidates the first steps are taken, where several tests are red. */
    private static final int FIRST_STEP = 800;

    /** Where all wanted tests came to an end before, what needs far more than they did seldom comes to one: so many have a second chance. */
    private static final int SURPLUS = 12;
    /** … within so many loop iterations: what grows a list that long takes seconds to say so. */
    private static final long FAR_MORE = 400_000;

    /**
     * A second chance.
     *
     * @param ticks loop iterations that any test may use
     * @param mended so many wanted tests must have been mended before
     * @param most that get it
     */
    private record Patience(long ticks, int mended, int most) {}

    private final SearchSetting setting;
    private final Instant deadline;
    private final InstantSource clock;
    private final Progress progress;
    private final Tally tally;
    private final Generation generation;
    private final Map<String, Duration> spent = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Ids ids = new Ids();
    private List<Suspect> suspects = List.of();
    private @Nullable Search beyond;
    private @Nullable Steadiness steadiness;
    private final Steps steps;
    private final SinglesNear singlesNear;
    private final Comparison comparison;
    private final Set<Integer> handedOver = new HashSet<>();
    private int surplus = SURPLUS;

    SearchRun(SearchSetting setting, Instant deadline, int mostCandidates, InstantSource clock, Progress progress) {
        this.setting = setting;
        this.deadline = deadline;
        this.clock = clock;
        this.progress = progress;
        this.tally = new Tally(clock, deadline, mostCandidates);
        this.generation = new Generation(setting, tally.account(), ids);
        this.comparison = new Comparison(setting.bench(), generation, ids, clock, deadline);
        this.singlesNear = new SinglesNear(deadline, clock);
        this.steps = new Steps(tally, setting.further(), deadline, clock, progress);
    }

    Search run() {
        Map<TestId, Long> before = Map.of();
        Function<Draft, Ranking.Witnesses> witnesses = draft -> Ranking.Witnesses.NONE;
        Evidence evidence = Evidence.NONE;
        try {
            progress.note("running the tests once with coverage");
            List<TestId> tests =
                    NearTests.first(setting.reproduction(), setting.files(), setting.module(), setting.read());
            Duration most = Duration.between(clock.instant(), deadline)
                    .dividedBy(isLarge(tests) ? SHARE_OF_MANY : BASELINE_SHARE);
            Baseline baseline = timed("baseline", () -> setting.bench().baseline(tests, most));
            TestPlan plan = new TestPlan(baseline, setting.reproduction(), setting.files());
            before = plan.traces();
            notes.addAll(plan.unlikeTheBuild());
            witnesses = plan::witnesses;
            suspects = new Localiser(setting.problem(), setting.read()).rank(baseline, plan.targets());
            if (suspects.isEmpty()) {
                notes.add("The failing tests run no line of production code.");
            } else {
                progress.note("suspects " + suspects.size() + " lines, first "
                        + suspects.get(0).path() + ":" + suspects.get(0).line());
                steadiness = setting.beyondAStep() ? null : new Steadiness(setting.bench(), plan, baseline, clock);
                steady();
                look(plan, baseline);
                if (!tally.found().isEmpty() || beyond != null) {
                    steady(); // later: what depends on the time of day was not looked at in one moment only
                }
                evidence = timed("compare", () -> comparison.of(tally.found(), plan));
            }
        } catch (BenchInterruptedException stopped) {
            notes.add("It was stopped.");
        } catch (WorkshopException broken) {
            LOG.error("the search for a fix broke off", broken);
            notes.add("The search broke off: the analysis itself failed.");
        }
        Ranking.Ranked ranked =
                new Ranking(before, witnesses, generation.crashed(), setting.read()).rank(tally.found(), evidence);
        notes.addAll(generation.notes());
        notes.addAll(tally.notes());
        notes.addAll(steps.notes());
        notes.addAll(comparison.notes());
        if (steadiness != null) {
            notes.addAll(steadiness.notes());
        }
        Search search = new Search(
                ranked.plausible(),
                confidence(ranked),
                suspects,
                tally.account().generated(),
                tally.compiled(),
                tally.tried(),
                spent,
                notes.stream().distinct().toList(),
                tally.account().ruleCounts(),
                tally.account().nearMisses(),
                Cost.NONE,
                steadiness == null ? Set.of() : steadiness.doubtful());
        for (Search step : steps.searched()) {
            search = search.plusWorkOf(step);
        }
        Search further = beyond;
        return further == null
                ? search
                : search.answering(further.plausible(), further.confidence() * singlesTriedNear(further.plausible()));
    }

    private void steady() {
        Steadiness looking = steadiness;
        if (looking != null) {
            timed("steadiness", looking::look);
        }
    }

    private double confidence(Ranking.Ranked ranked) {
        boolean several = !ranked.plausible().isEmpty()
                && ranked.plausible().get(0).candidate().edits().size() > 1;
        return several
                ? ranked.confidence()
                        * YesOrNo.beliefInSeveralEdits(setting.reproduction().red())
                        * singlesTriedNear(ranked.plausible())
                : ranked.confidence();
    }

    private double singlesTriedNear(List<Search.Plausible> plausible) {
        return plausible.isEmpty() || setting.beyondAStep()
                ? 1
                : SinglesNear.beliefIn(plausible.get(0).candidate(), generation.all(), tally::wasTried);
    }

    /** Of a suite that runs beside the search it is known that it is large. */
    private boolean isLarge(List<TestId> tests) {
        return !setting.reproduction().whole() || tests.size() > MANY_TESTS;
    }

    private void look(TestPlan plan, Baseline baseline) {
        Validation validation = new Validation(setting.bench(), new Judge(setting.bench(), plan), tally, progress);
        TestId target = plan.targets().get(0);
        Sieve sieve = new Sieve(
                new Effects(setting.bench(), target, generation::workshopOf, ids),
                generation::workshopOf,
                tally,
                progress,
                this::timed,
                plan.total(List.of(target)));
        Combinations combinations = new Combinations(
                validation,
                tally,
                ids,
                generation::workshopOf,
                Set.copyOf(plan.targets()),
                suspicion(baseline),
                setting.files()::areOfOneModule,
                progress);
        List<Draft> singles = new ArrayList<>();
        List<Draft> unlikely = new ArrayList<>();
        int from = 0;
        for (int wave : WAVES) {
            if (from >= suspects.size() || tally.enough() || beyond != null) {
                break;
            }
            List<Suspect> lines = suspects.subList(from, Math.min(suspects.size(), wave));
            from += lines.size();
            List<Draft> ofLines = timed("generate", () -> generation.of(lines));
            singles.addAll(ofLines);
            List<Draft> drafts = withTwins(ofLines);
            progress.note(drafts.size() + " candidates on " + lines.size() + " lines");
            int soon = plan.targets().size() > 1 && from == lines.size() ? Math.min(drafts.size(), FIRST_STEP) : 0;
            int split = Math.min(drafts.size(), LIKELIEST);
            if (soon > 0) {
                validate(sieve, validation, drafts.subList(0, soon), plan);
                singlesFirst(sieve, validation, plan);
                together(combinations, sieve, singles, plan, Combinations.STEP);
                stepByStep(plan, plan.targets().size() > 1);
            }
            if (goOn()) {
                validate(sieve, validation, drafts.subList(soon, split), plan);
                singlesFirst(sieve, validation, plan);
                together(combinations, sieve, singles, plan, Combinations.STEP);
                stepByStep(plan, plan.targets().size() > 1);
            }
            if (beyond != null || setting.beyondAStep()) {
                validatePostponed(sieve, validation);
                notes.addAll(sieve.notes());
                return;
            }
            unlikely.addAll(drafts.subList(split, drafts.size()));
            if (wave == WAVES[0] && from < suspects.size() && goOn()) {
                continue; // what is likely on the next lines comes before what is unlikely on these
            }
            if (!unlikely.isEmpty()) {
                together(combinations, sieve, singles, plan, Combinations.EARLY);
            }
            unlikely.sort(Generation.BY_RANK);
            validate(sieve, validation, unlikely, plan);
            singles.clear();
            unlikely.clear();
        }
        patiently(plan, 0);
        if (validatePostponed(sieve, validation)) {
            patiently(plan, 1);
        }
        together(combinations, sieve, generation.all(), plan, Combinations.LATE);
        if (goOn()) {
            stepByStep(plan, true);
        }
        notes.addAll(sieve.notes());
        notes.addAll(combinations.notes());
        progress.note(tally.summary());
    }

    /** Whether there were any to try. */
    private boolean validatePostponed(Sieve sieve, Validation validation) {
        List<Draft> postponed = sieve.takePostponed();
        if (!goOn() || postponed.isEmpty()) {
            return false;
        }
        progress.note(postponed.size() + " candidates that began like others");
        timed("validate", () -> validation.validate(postponed, generation::workshopOf));
        return true;
    }

    /** Whom the tests suspect that are red still, when others are mended. */
    private Function<Set<TestId>, Map<String, Double>> suspicion(Baseline baseline) {
        Map<Set<TestId>, Map<String, Double>> known = new HashMap<>();
        return red -> known.computeIfAbsent(red, key -> {
            Map<String, Double> ofLines = new HashMap<>();
            new Localiser(setting.problem(), setting.read())
                    .rank(baseline, List.copyOf(key))
                    .forEach(suspect -> ofLines.put(suspect.path() + ":" + suspect.line(), suspect.suspiciousness()));
            return ofLines;
        });
    }

    /** @param pastBreaks also where nothing is mended yet: of a single test that costs much and tells little */
    private void stepByStep(TestPlan plan, boolean pastBreaks) {
        timed("further", () -> {
            beyond = steps.take(plan.targets().size(), pastBreaks, this::goOn).orElse(null);
        });
    }

    private void singlesFirst(Sieve sieve, Validation validation, TestPlan plan) {
        List<Tally.HalfWay> half = tally.steps(false);
        if (!half.isEmpty() && !setting.beyondAStep() && setting.further() != null && goOn()) {
            singlesNear.tryFirst(
                    half, generation.all(), drafts -> validate(sieve, validation, drafts, plan), this::goOn);
        }
    }

    private boolean goOn() {
        return tally.found().isEmpty() && beyond == null && !tally.enough();
    }

    /** Tries candidates; those that look good but ran out of their loop budget need not wait for the unlikely ones. */
    private void validate(Sieve sieve, Validation validation, List<Draft> drafts, TestPlan plan) {
        sieve.validate(
                validation,
                drafts.stream().filter(draft -> handedOver.add(draft.id())).toList());
        patiently(plan, 1);
    }

    /** Not after the last but one step: nobody should make so many mistakes. */
    private void together(
            Combinations combinations, Sieve sieve, List<Draft> singles, TestPlan plan, Combinations.Effort effort) {
        if (goOn() && setting.further() != null) {
            timed("pairs", () -> combinations.search(partners(sieve, singles, plan), effort));
        }
    }

    /** What says nothing to one wanted test may mend another. */
    private List<Draft> partners(Sieve sieve, List<Draft> singles, TestPlan plan) {
        List<Draft> some = plan.targets().size() > 1 ? singles : sieve.withoutIdle(singles);
        return some.stream().filter(tally::compiles).toList();
    }

    private List<Draft> withTwins(List<Draft> drafts) {
        List<Draft> twins = Pairs.twins(drafts, ids.next(), setting.read());
        ids.used(twins.size());
        List<Draft> alike = LikePlaces.of(drafts, ids.next(), setting.read());
        ids.used(alike.size());
        List<Draft> all = new ArrayList<>(twins);
        all.addAll(alike);
        all.forEach(tally.account()::generated);
        all.addAll(drafts);
        all.sort(Generation.BY_RANK);
        return all;
    }

    /**
     * Tests that never ended tell nothing of what they need: whoever ran out of a small loop budget gets a large one, and who then mends some but not all, a very
     * large one.
     *
     * @param mended so many wanted tests must have been mended within the small budget
     */
    private void patiently(TestPlan plan, int mended) {
        for (Patience patience : PATIENCE) {
            int most = plan.allEnded() ? Math.min(surplus, patience.most()) : patience.most();
            List<Draft> again = goOn() ? tally.takeCutOff(Math.max(mended, patience.mended()), most) : List.of();
            surplus -= again.size();
            if (again.isEmpty()) {
                continue;
            }
            progress.note(again.size() + " candidates once more, with a larger loop budget");
            long ticks = plan.allEnded() ? Math.min(FAR_MORE, patience.ticks()) : patience.ticks();
            timed("patient", () -> validatePatiently(again, plan, ticks));
        }
    }

    private void validatePatiently(List<Draft> drafts, TestPlan plan, long ticks) {
        try (TestBench patient = setting.patient().apply(ticks)) {
            patient.baseline(
                    plan.all(), Duration.between(clock.instant(), deadline).dividedBy(BASELINE_SHARE));
            new Validation(patient, new Judge(patient, plan), tally, progress).validate(drafts, generation::workshopOf);
        }
    }

    private void timed(String what, Runnable work) {
        timed(what, () -> {
            work.run();
            return what;
        });
    }

    private <T> T timed(String what, Supplier<T> work) {
        Instant start = clock.instant();
        try {
            return work.get();
        } finally {
            spent.merge(what, Duration.between(start, clock.instant()), Duration::plus);
        }
    }

    @Override
    public void close() {
        generation.close();
    }
}
