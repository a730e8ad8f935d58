package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a run of the whole suite has against a change, whatever the change was for. */
final class Regressions {
    private Regressions() {}

    /** Why a run says nothing of the suite; empty when it ran to its end. */
    static Optional<String> notEnded(TestRun run) {
        boolean ended = run.end() == TestRun.End.PASSED || run.end() == TestRun.End.RED;
        return ended ? Optional.empty() : Optional.of("the run ended as " + run.end() + ": " + run.diagnosis());
    }

    /**
     * Missing, newly red and skipped tests; one of each kind is named.
     *
     * @param mayBeRed tests whose being red is not the change's doing
     */
    static List<String> between(TestReport before, TestReport after, Predicate<TestId> mayBeRed) {
        List<String> objections = new ArrayList<>();
        Set<TestId> present = new HashSet<>(after.ids());
        before.ids().stream()
                .filter(id -> !present.contains(id))
                .findFirst()
                .ifPresent(id -> objections.add("a test of the base is missing: " + id));
        after.red().stream()
                .map(TestOutcome::id)
                .filter(mayBeRed.negate())
                .findFirst()
                .ifPresent(id -> objections.add("became red: " + id));
        long skippedBefore = skipped(before);
        long skippedAfter = skipped(after);
        if (skippedAfter > skippedBefore) {
            objections.add("more tests are skipped than before: " + skippedAfter + ", were " + skippedBefore);
        }
        return objections;
    }

    private static long skipped(TestReport report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.status() == TestOutcome.Status.SKIPPED)
                .count();
    }
}
