package dev.fettle.gate.tests;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.build.TestReport;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.util.Set;
import java.util.TreeSet;

/** Tests that the base ran and the head does not, though as many are counted. */
final class SwitchedOff {
    private SwitchedOff() {}

    /** Those that passed before and are skipped now. */
    static Set<TestId> skipped(TestReport base, TestReport head) {
        Set<TestId> passed = of(base, Status.PASSED);
        passed.retainAll(of(head, Status.SKIPPED));
        return passed;
    }

    /** Of tests that are there no more, those of classes that the change leaves alone and whose name it takes out nowhere, as in a class that they inherit: nothing explains that they are gone. */
    static Set<TestId> unexplained(Set<TestId> lost, Change change) {
        Set<TestId> unexplained = new TreeSet<>(lost);
        unexplained.removeIf(id ->
                change.files().stream().anyMatch(file -> declares(file.path(), id) || takesOut(file, id)));
        return unexplained;
    }

    private static boolean declares(String path, TestId id) {
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "");
        String type = id.className().substring(id.className().lastIndexOf('.') + 1);
        int nested = type.indexOf('$');
        return name.equals(nested < 0 ? type : type.substring(0, nested));
    }

    private static boolean takesOut(FileChange file, TestId id) {
        String name = id.method().replaceFirst("\\W.*$", "");
        return !name.isEmpty()
                && file.removedLines().stream().anyMatch(line -> line.text().contains(name));
    }

    private static Set<TestId> of(TestReport report, Status status) {
        Set<TestId> ids = new TreeSet<>();
        report.outcomes().stream()
                .filter(outcome -> outcome.status() == status)
                .map(TestOutcome::id)
                .forEach(ids::add);
        return ids;
    }
}
