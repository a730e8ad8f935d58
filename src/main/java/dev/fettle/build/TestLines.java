package dev.fettle.build;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Recognises red tests in build output, line by line, whatever runner ran them. One use. */
final class TestLines {
    private static final int LONGEST = 4_000;

    private final List<TestOutput> outputs = List.of(
            new MavenTests(),
            new GradleTests(),
            new PythonTests(),
            new GoTests(),
            new CargoTests(),
            new NodeTests(),
            new KarmaTests(),
            new DotNetTests(),
            new SbtTests(),
            new AnnotationTests());
    private String tool = "";

    /** The red tests that a line names; mostly none. */
    List<TestId> read(String line) {
        if (line.length() > LONGEST) {
            return List.of();
        }
        for (TestOutput output : outputs) {
            List<TestId> red = output.read(line);
            if (!red.isEmpty()) {
                tool = output.tool();
                return red;
            }
        }
        return List.of();
    }

    /** Tests that were only named in passing. */
    List<TestId> fromSummary() {
        List<TestId> tests = new ArrayList<>();
        for (TestOutput output : outputs) {
            List<TestId> red = output.atTheEnd();
            if (!red.isEmpty()) {
                tool = output.tool();
                tests.addAll(red);
            }
        }
        return tests;
    }

    /** Tests that were red and then green in the same run. */
    Set<TestId> flaky() {
        Set<TestId> flaky = new LinkedHashSet<>();
        for (TestOutput output : outputs) {
            if (!output.flaky().isEmpty()) {
                flaky.addAll(output.flaky());
                tool = tool.isEmpty() ? output.tool() : tool;
            }
        }
        return flaky;
    }

    /** Whose output it is, "" when not recognised. */
    String tool() {
        return tool;
    }
}
