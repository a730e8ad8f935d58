package dev.fettle.gate.loop;

import dev.fettle.build.TestRun;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.loop.Measurements.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run of the whole suite may cost whatever it cost before. Above is what every run of the head is above, of two at least where one could be a mishap. */
final class Ceilings {
    private final RunLimits limits;

    Ceilings(RunLimits limits) {
        this.limits = limits;
    }

    boolean none() {
        return limits.equals(RunLimits.NONE);
    }

    /**
     * Runs the whole suite of the head until one is below, twice at most.
     *
     * @param known runs of it that were made already
     * @return those that tell, together with the known ones; none where it does not end well or no time is left
     */
    List<Run> runs(TwoTrees trees, List<Run> known) {
        List<Run> runs = new ArrayList<>(known);
        Tree head = trees.tree(Side.HEAD);
        while (runs.size() < 2
                && (runs.isEmpty() || !exceeded(runs).isEmpty())
                && !trees.left().isZero()) {
            trees.note("whole suite of the head, for the ceilings");
            TestRun run = head.tool().test(trees.shared(Side.HEAD), head.project(), List.of(), trees.runLimit());
            if (run.end() != TestRun.End.PASSED && run.end() != TestRun.End.RED) {
                return runs;
            }
            runs.add(Run.of(run, 0));
        }
        return runs;
    }

    /** A sentence for each ceiling that every one of these runs is above. */
    List<String> exceeded(List<Run> runs) {
        List<String> above = new ArrayList<>();
        double wall = runs.stream().mapToDouble(Run::wallSeconds).min().orElse(0);
        limits.wall()
                .filter(most -> wall * 1000 > most.toMillis())
                .ifPresent(most -> above.add(
                        String.format(Locale.ROOT, "A run takes %.1f s, at most %.1f s", wall, seconds(most))));
        long peak =
                runs.stream().mapToLong(run -> run.peakBytes().orElse(0)).min().orElse(0);
        if (limits.memoryBytes().isPresent() && peak > limits.memoryBytes().getAsLong()) {
            above.add("A run holds " + (peak >> 20) + " MiB, at most "
                    + (limits.memoryBytes().getAsLong() >> 20) + " MiB");
        }
        return above;
    }

    /** Why a ceiling could not be looked at; "" when all could. */
    String unseen(List<Run> runs) {
        if (runs.isEmpty()) {
            return "The ceilings were not looked at: no run of the head ended.";
        }
        boolean uncounted = runs.stream().anyMatch(run -> run.peakBytes().isEmpty());
        return limits.memoryBytes().isPresent() && uncounted
                ? "The ceiling for memory was not looked at: nobody counts memory here."
                : "";
    }

    private static double seconds(Duration most) {
        return most.toMillis() / 1000.0;
    }
}
