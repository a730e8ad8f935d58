package dev.fettle.improve.scan;

import dev.fettle.improve.TestTimeLog.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tests take longer than they did, in runs of one workflow.
 *
 * <p>The newest four runs are held against those before. A test is slower when it is above the bound in each of the four: the median before plus six times their spread (the median absolute
 * deviation, scaled as for a normal distribution), and at least half as much again and one second more. A machine that was slow makes all tests of its run slow: each run is first divided by how
 * much slower it was over all.
 */
final class Slowdowns {
    static final int NEWEST = 4;
    static final int FEWEST_BEFORE = 8;
    private static final int MOST_BEFORE = 30;
    private static final double SPREADS = 6 * 1.4826;
    private static final double TIMES = 1.5;
    private static final double SECONDS = 1.0;
    private static final int FEWEST_TESTS = 5;
    private static final double TOO_SHORT_TO_TELL = 0.05;

    private final List<Run> before;
    private final List<Run> newest;

    /** @param runs of one workflow, oldest first */
    Slowdowns(List<Run> runs) {
        int cut = Math.max(0, runs.size() - NEWEST);
        List<Run> earlier = runs.subList(Math.max(0, cut - MOST_BEFORE), cut);
        Map<String, Double> usual = medians(earlier);
        this.before = evened(earlier, usual);
        this.newest = evened(runs.subList(cut, runs.size()), usual);
    }

    /** A test that is slower. */
    record Slower(
            String test,
            double before,
            double spread,
            int runsBefore,
            List<Double> newest,
            double bound,
            String since) {}

    /** Whether there are so many runs that something can be said. */
    boolean telling() {
        return before.size() >= FEWEST_BEFORE && newest.size() == NEWEST;
    }

    /** The test's numbers, where it is slower now. */
    Optional<Slower> of(String test) {
        List<Double> then = times(before, test);
        List<Double> now = times(newest, test);
        if (then.size() < FEWEST_BEFORE || now.size() < NEWEST) {
            return Optional.empty();
        }
        double median = median(then);
        double spread =
                median(then.stream().map(time -> Math.abs(time - median)).toList());
        double bound = Math.max(median + SPREADS * spread, Math.max(median * TIMES, median + SECONDS));
        return now.stream().allMatch(time -> time > bound)
                ? Optional.of(new Slower(
                        test,
                        median,
                        spread,
                        then.size(),
                        now,
                        bound,
                        newest.get(0).commit()))
                : Optional.empty();
    }

    /** Whether a test that was above a bound has come below it in the newest runs; a test that is no longer there has, too. */
    boolean below(String test, double bound) {
        List<Double> now = times(newest, test);
        return newest.size() == NEWEST && (now.isEmpty() || now.stream().allMatch(time -> time <= bound));
    }

    private static List<Double> times(List<Run> runs, String test) {
        List<Double> times = new ArrayList<>();
        for (Run run : runs) {
            Double time = run.seconds().get(test);
            if (time != null) {
                times.add(time);
            }
        }
        return times;
    }

    /** The runs as if each had been on the usual machine. */
    private static List<Run> evened(List<Run> runs, Map<String, Double> usual) {
        List<Run> evened = new ArrayList<>();
        for (Run run : runs) {
            double pace = pace(run, usual);
            Map<String, Double> seconds = new HashMap<>();
            run.seconds().forEach((test, time) -> seconds.put(test, time / pace));
            evened.add(new Run(run.id(), run.commit(), seconds));
        }
        return evened;
    }

    private static Map<String, Double> medians(List<Run> runs) {
        Map<String, List<Double>> all = new HashMap<>();
        runs.forEach(run -> run.seconds()
                .forEach((test, time) ->
                        all.computeIfAbsent(test, name -> new ArrayList<>()).add(time)));
        Map<String, Double> medians = new HashMap<>();
        all.forEach((test, times) -> medians.put(test, median(times)));
        return medians;
    }

    /** How much longer than usual a run took over all: the median over its tests. One of a few tests says nothing of its machine. */
    private static double pace(Run run, Map<String, Double> usual) {
        List<Double> ratios = new ArrayList<>();
        run.seconds().forEach((test, time) -> {
            double median = usual.getOrDefault(test, 0.0);
            if (median >= TOO_SHORT_TO_TELL && time > 0) {
                ratios.add(time / median);
            }
        });
        return ratios.size() < FEWEST_TESTS ? 1 : median(ratios);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
