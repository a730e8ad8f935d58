package dev.fettle.build.maven;

import java.util.List;

/** The phases of Maven's default life cycle up to the one we run. */
final class Phases {
    private static final List<String> UP_TO_TEST = List.of(
            "validate",
            "initialize",
            "generate-sources",
            "process-sources",
            "generate-resources",
            "process-resources",
            "compile",
            "process-classes",
            "generate-test-sources",
            "process-test-sources",
            "generate-test-resources",
            "process-test-resources",
            "test-compile",
            "process-test-classes",
            "test");

    private Phases() {}

    /** Whether {@code mvn test} runs what is bound to a phase. */
    static boolean runs(String phase) {
        return UP_TO_TEST.contains(phase);
    }
}
