package dev.fettle.app.bench;

import dev.fettle.build.TestId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One case.
 *
 * @param name unique in a run
 * @param folder the red project
 * @param failing its red tests; empty for all that are red
 * @param expect what should come out
 * @param rule the class of mistake that was planted; "" when not known
 * @param heldOut tests that no engine sees, by path: they tell a right fix from one that is only plausible
 */
public record BenchCase(
        String name, Path folder, List<TestId> failing, Expect expect, String rule, Map<String, String> heldOut) {
    public BenchCase {
        failing = List.copyOf(failing);
        heldOut = Map.copyOf(heldOut);
    }

    /** What should come out. */
    public enum Expect {
        FIXED,
        ABSTAINED,
        /** Nobody says. */
        UNKNOWN
    }
}
