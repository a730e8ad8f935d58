package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Go's tests have in place of assertions: a failure that only logs now, and a file that is built only where somebody asks for it. */
final class GoTests {
    private static final Pattern FAILS = Pattern.compile("\\bt\\.(?:Error|Fatal)f?\\((.*)$");
    private static final Pattern LOGS = Pattern.compile("\\bt\\.Logf?\\((.*)$");
    private static final Pattern ONLY_WHERE = Pattern.compile("^//\\s*(?:go:build|\\+build)\\s");

    private GoTests() {}

    static void look(FileChange file, List<Finding> findings) {
        if (!file.path().endsWith("_test.go") || file.kind() == FileChange.Kind.ADDED) {
            return;
        }
        for (Line line : file.addedLines()) {
            Matcher logs = LOGS.matcher(line.text());
            if (logs.find() && file.removedLines().stream().anyMatch(old -> failed(old, logs.group(1)))) {
                findings.add(
                        new Finding(file.path(), line.number(), "loosened", "What failed the test is only logged."));
            }
            if (ONLY_WHERE.matcher(line.text()).find()) {
                findings.add(new Finding(
                        file.path(),
                        line.number(),
                        "disabled",
                        "The tests of this file run only where a tag is given."));
            }
        }
    }

    private static boolean failed(Line old, String said) {
        Matcher fails = FAILS.matcher(old.text());
        return fails.find() && fails.group(1).equals(said);
    }
}
