package dev.fettle.build;

import dev.fettle.build.CiFailure.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the logs of one run say together: that of the most telling one, with the red tests of all. */
public final class MostTelling {
    private MostTelling() {}

    /** Of several logs in their order, of which the first wins where two tell as much; of none, what an empty log says. */
    public static CiFailure of(List<CiFailure> failures) {
        CiFailure best = failures.stream()
                .max(Comparator.comparingInt(MostTelling::tells))
                .orElseGet(() -> CiLogParser.parse(""));
        if (best.tests().isEmpty()) {
            return best;
        }
        List<TestId> tests = new ArrayList<>(best.tests());
        for (CiFailure failure : failures) {
            for (TestId test : failure.tests()) {
                if (tests.stream().noneMatch(known -> same(known, test))) {
                    tests.add(test);
                }
            }
        }
        return new CiFailure(
                best.kind(),
                best.tool(),
                tests,
                best.flaky(),
                best.compileErrors(),
                best.trace(),
                best.excerpt(),
                best.cause());
    }

    /** A red test with its trace shows where to look; a job that had no network shows nothing of the code, and may stand beside one that does. */
    private static int tells(CiFailure failure) {
        boolean traced = failure.trace() != null;
        if (failure.kind() == Kind.TEST) {
            return traced ? 6 : 5;
        }
        return switch (failure.kind()) {
            case COMPILE -> 4;
            case DEPENDENCY, TIMEOUT -> 3;
            case INFRASTRUCTURE, FLAKY -> 2;
            default -> traced ? 1 : 0;
        };
    }

    /** One log names the class with its package, another without. */
    private static boolean same(TestId one, TestId other) {
        return one.method().equals(other.method())
                && (one.className().equals(other.className())
                        || one.className().endsWith("." + other.className())
                        || other.className().endsWith("." + one.className()));
    }
}
