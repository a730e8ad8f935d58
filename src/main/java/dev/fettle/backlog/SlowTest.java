package dev.fettle.backlog;

import dev.fettle.intake.Signal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The numbers of a test that became slower, in words. */
record SlowTest(Signal.TestSlower slower) {
    private static final String METRIC = "test_duration_s";
    private static final int SHORT = 12;

    String description() {
        return String.format(
                Locale.ROOT,
                "%s took %s in the newest runs of %s, and %.2f s before (median of %d runs, which differ by %.2f s; out of the ordinary is what is above %.2f s). Slower since %s. What made"
                        + " every test of a run slower was taken off.",
                slower.test(),
                slower.newest().stream()
                        .map(seconds -> String.format(Locale.ROOT, "%.2f s", seconds))
                        .collect(Collectors.joining(", ")),
                slower.run(),
                slower.before(),
                slower.runsBefore(),
                slower.spread(),
                slower.bound(),
                since());
    }

    String since() {
        return slower.since().substring(0, Math.min(SHORT, slower.since().length()));
    }

    Evidence.Anomaly evidence() {
        return new Evidence.Anomaly(METRIC, round(now()), round(slower.bound()), severity());
    }

    String severity() {
        double times = now() / Math.max(0.1, slower.before());
        return times >= 4 ? "high" : times >= 2 ? "medium" : "low";
    }

    private double now() {
        List<Double> sorted = slower.newest().stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double round(double seconds) {
        return Math.rint(seconds * 100) / 100;
    }
}
