package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.run.Baseline;
import dev.fettle.repair.template.rule.Draft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which tests a candidate must pass, in the order that kills soonest. */
final class TestPlan {
    /** Lines around an edit whose tests count too: an edit may stand on a line that has no code of its own. */
    private static final int AROUND = 2;

    private static final int MOST_QUICK = 12;
    private static final Duration QUICK = Duration.ofMillis(120);
    private static final int MOST_SPOKESMEN = 4;

    private final Baseline baseline;
    private final ProjectFiles files;
    private final List<TestId> targets;
    private final Set<TestId> green = new LinkedHashSet<>();
    private final Map<TestId, Duration> times = new HashMap<>();
    private final Map<String, List<TestId>> covering = new HashMap<>();
    private final Map<String, List<TestId>> spokesmen = new HashMap<>();
    private final Map<TestId, BitSet> sights = new HashMap<>();
    /** Where the wanted tests broke off before any change: asked for nearly every candidate. */
    private final Map<TestId, List<BreakOff>> brokeOff = new HashMap<>();
    /** How far they were from what they waited for, where they say so and are asked but once. */
    private final Map<TestId, Double> distances = new HashMap<>();

    private final boolean yesOrNo;

    TestPlan(Baseline baseline, Reproduction reproduction, ProjectFiles files) {
        this.baseline = baseline;
        this.files = files;
        this.yesOrNo = YesOrNo.isAllTheyAskFor(reproduction.red());
        Set<TestId> wanted = new TreeSet<>();
        reproduction.red().forEach(outcome -> wanted.add(plain(outcome.id())));
        Set<TestId> ignored = new TreeSet<>();
        reproduction.redBefore().forEach(id -> ignored.add(plain(id)));
        reproduction.flaky().forEach(id -> ignored.add(plain(id)));
        for (TestOutcome outcome : baseline.outcomes()) {
            TestId id = plain(outcome.id());
            times.merge(id, outcome.time(), Duration::plus);
            if (outcome.red() && !wanted.contains(id)) {
                ignored.add(id);
            }
        }
        baseline.outcomes().stream()
                .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED)
                .map(outcome -> plain(outcome.id()))
                .filter(id -> !wanted.contains(id) && !ignored.contains(id))
                .forEach(green::add);
        targets = wanted.stream().sorted(Comparator.comparing(this::time)).toList();
        baseline.outcomes().stream()
                .filter(outcome -> outcome.red() && wanted.contains(plain(outcome.id())))
                .forEach(outcome -> {
                    brokeOff.computeIfAbsent(plain(outcome.id()), id -> new ArrayList<>())
                            .add(BreakOff.of(outcome));
                    distance(outcome).ifPresent(distance -> distances.put(plain(outcome.id()), distance));
                });
        brokeOff.forEach((id, ends) -> {
            if (ends.size() > 1) {
                distances.remove(id);
            }
        });
    }

    private static Optional<Double> distance(TestOutcome outcome) {
        return Optional.ofNullable(outcome.failure())
                .flatMap(failure -> Compared.in(failure.message()))
                .map(Compared::distance);
    }

    private static TestId plain(TestId id) {
        return new TestId(id.className(), id.plainMethod());
    }

    private Duration time(TestId id) {
        return times.getOrDefault(id, Duration.ofDays(1));
    }

    /** The tests to be made green, fastest first. */
    List<TestId> targets() {
        return targets;
    }

    /** Of targets that did not end in the test JVM as they did in the build: what is wrong there is wrong with the search, and not with the project. */
    List<String> unlikeTheBuild() {
        List<String> notes = new ArrayList<>();
        for (TestId target : targets) {
            List<TestOutcome> ends = baseline.outcomes().stream()
                    .filter(outcome -> plain(outcome.id()).equals(target))
                    .toList();
            if (ends.isEmpty()) {
                notes.add(target + " did not run in the search's own JVM, where "
                        + baseline.outcomes().size() + " tests did.");
            } else if (ends.stream().noneMatch(TestOutcome::red)) {
                notes.add(target + " is red in the build, and green in the search's own JVM.");
            }
        }
        return notes;
    }

    /** Those targets that may be run for every candidate, to see which of them it mends: the quickest, a few, and together no matter. */
    Set<TestId> quickTargets() {
        Set<TestId> quick = new LinkedHashSet<>();
        Duration sum = Duration.ZERO;
        for (TestId target : targets) {
            sum = sum.plus(time(target));
            if (quick.size() == MOST_QUICK || sum.compareTo(QUICK) > 0) {
                break;
            }
            quick.add(target);
        }
        return quick;
    }

    /**
     * The wanted tests that are asked first what an edit mends: quick ones that run its lines, at first one of each that run the same lines of the program, those that
     * see least before, since there one edit may be enough; then others, since tests that break off at one place may ask for different things behind it. The quickest
     * target, where none is known to run the lines.
     */
    List<TestId> spokesmen(Draft draft) {
        return spokesmen.computeIfAbsent(draft.path() + ":" + draft.line(), key -> {
            Set<TestId> running = new LinkedHashSet<>(running(List.of(draft), false));
            running.retainAll(quickTargets());
            Map<BitSet, TestId> bySight = new LinkedHashMap<>();
            running.forEach(id -> bySight.putIfAbsent(sights.computeIfAbsent(id, baseline::sightOf), id));
            Stream<TestId> different = bySight.entrySet().stream()
                    .sorted(Comparator.comparingInt(entry -> entry.getKey().cardinality()))
                    .map(Map.Entry::getValue);
            return running.isEmpty()
                    ? List.of(targets.get(0))
                    : Stream.concat(different, running.stream())
                            .distinct()
                            .limit(MOST_SPOKESMEN)
                            .toList();
        });
    }

    /** Whether a test came to an end by itself before any change. */
    boolean ended(TestId id) {
        return baseline.endless().keySet().stream()
                .noneMatch(other -> plain(other).equals(id));
    }

    /** Whether all wanted tests did. */
    boolean allEnded() {
        return targets.stream().allMatch(this::ended);
    }

    /**
     * What wanted tests that are red still have of an edit.
     *
     * @param further those that came past where they broke off before: what is wrong besides may be found there
     * @param nearer how much nearer the others came to what they wait for, all together; below 0 for farther away
     */
    record Onward(Set<TestId> further, double nearer) {}

    /** Asked for nearly every candidate: each trace is read once. */
    Onward onward(List<TestOutcome> now) {
        Set<TestId> further = new LinkedHashSet<>();
        double nearer = 0;
        for (TestOutcome outcome : now) {
            TestId id = plain(outcome.id());
            List<BreakOff> before = brokeOff.getOrDefault(id, List.of());
            if (outcome.red() && !before.isEmpty()) {
                BreakOff end = BreakOff.of(outcome);
                if (before.stream().anyMatch(end::isPast)) {
                    further.add(id);
                }
                Double distance = distances.get(id);
                if (distance != null && before.contains(end)) {
                    nearer += distance - distance(outcome).orElse(1.0);
                }
            }
        }
        return new Onward(further, nearer);
    }

    /** The targets and their neighbours. */
    List<TestId> all() {
        List<TestId> all = new ArrayList<>(targets);
        all.addAll(neighbours());
        return all;
    }

    /** Green tests of the classes of the targets. */
    List<TestId> neighbours() {
        Set<String> classes = new TreeSet<>();
        targets.forEach(id -> classes.add(id.className()));
        return green.stream().filter(id -> classes.contains(id.className())).toList();
    }

    /** Green tests that run the edited lines and are no neighbours. */
    List<TestId> others(Draft draft) {
        Set<TestId> found = new LinkedHashSet<>();
        draft.edits().forEach(edit -> found.addAll(covering(edit.path(), draft.line())));
        found.retainAll(green);
        found.removeAll(neighbours());
        return byClass(found);
    }

    private List<TestId> covering(String path, int line) {
        return covering.computeIfAbsent(path + ":" + line, key -> {
            return baseline.running(files.className(path), line - AROUND, line + AROUND).stream()
                    .map(TestPlan::plain)
                    .distinct()
                    .toList();
        });
    }

    /** Tests that run any of the edited lines and are wanted, or with {@code kept} were green before, quickest first. */
    List<TestId> running(List<Draft> drafts, boolean kept) {
        Set<TestId> found = new LinkedHashSet<>();
        drafts.forEach(draft -> draft.edits().forEach(edit -> found.addAll(covering(edit.path(), draft.line()))));
        found.retainAll(kept ? green : Set.copyOf(targets));
        return found.stream()
                .sorted(Comparator.comparing(this::time).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Quick classes first, tests of one class together. */
    private List<TestId> byClass(Set<TestId> tests) {
        Map<String, List<TestId>> classes = new HashMap<>();
        Map<String, Duration> sums = new HashMap<>();
        for (TestId id : tests) {
            classes.computeIfAbsent(id.className(), key -> new ArrayList<>()).add(id);
            sums.merge(id.className(), time(id), Duration::plus);
        }
        List<TestId> ordered = new ArrayList<>();
        classes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing((String name) -> sums.getOrDefault(name, Duration.ZERO))
                                .thenComparing(name -> name)))
                .forEach(entry -> ordered.addAll(entry.getValue()));
        return ordered;
    }

    /** How many tests, wanted or green before, run the edited lines: so many have a say in whether the edit is right. Wanted ones that know two answers only count as two. */
    Ranking.Witnesses witnesses(Draft draft) {
        int red = running(List.of(draft), false).size();
        return new Ranking.Witnesses(
                yesOrNo ? Math.min(red, 2) : red, running(List.of(draft), true).size());
    }

    /** How long tests took before. */
    Duration total(List<TestId> tests) {
        return tests.stream().map(this::time).reduce(Duration.ZERO, Duration::plus);
    }

    /** What the original's methods returned, for tests that are to stay as they are. */
    Map<TestId, Long> traces() {
        Map<TestId, Long> kept = new HashMap<>(baseline.traces());
        kept.keySet().removeIf(id -> !green.contains(plain(id)));
        return kept;
    }
}
