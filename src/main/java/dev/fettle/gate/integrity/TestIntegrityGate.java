package dev.fettle.gate.integrity;

import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * No change may make the tests say less: none deleted, switched off or weakened, no build setting that skips them. A patch of Fettle's may not touch
 * existing tests or build configuration at all; the one test it may add is the reproduction it wrote.
 */
public final class TestIntegrityGate implements Gate {
    private static final Pattern TEST_MARK = Pattern.compile(
            "@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Theory)\\b|\\bvoid\\s+test\\w*\\(|\\bdef test_|\\bfunc Test");
    private static final Pattern ASSERTION =
            Pattern.compile("\\b(assert\\w*|verify|fail|expect|expectThrows)\\s*\\(|\\bassert\\s|\\.should\\w*\\(");

    @Override
    public String id() {
        return "test-integrity";
    }

    @Override
    public String summary() {
        return "No test is deleted, switched off or weakened, and no build setting skips tests.";
    }

    @Override
    public Verdict judge(GateInput input) {
        List<Finding> findings = new ArrayList<>();
        int looked = 0;
        for (FileChange file : input.change().files()) {
            boolean test = TestSources.isTest(file.path());
            boolean build = TestSources.isBuildConfiguration(file.path());
            if (!test && !build) {
                continue;
            }
            looked++;
            Patch patch = input.patch();
            if (patch != null && !isOurs(patch, file)) {
                findings.add(new Finding(
                        file.path(), 0, "touched", "A repair may not change existing tests or build configuration."));
            }
            if (test) {
                inTest(file, findings);
            }
            if (build) {
                added(file, findings, false);
            }
        }
        if (looked == 0) {
            return new Verdict(id(), Outcome.PASS, "0 test or build files changed", "", List.of());
        }
        if (findings.isEmpty()) {
            String title = "0 weakenings in " + looked + " changed test or build file" + (looked == 1 ? "" : "s");
            return new Verdict(id(), Outcome.PASS, title, "", List.of());
        }
        String title = findings.size() + " weakening" + (findings.size() == 1 ? "" : "s") + " of tests, allowed 0";
        return new Verdict(id(), Outcome.FAIL, title, "", findings);
    }

    private static boolean isOurs(Patch patch, FileChange file) {
        WrittenTest written = patch.written();
        return written != null
                && file.kind() == FileChange.Kind.ADDED
                && written.path().equals(file.path());
    }

    private static void inTest(FileChange file, List<Finding> findings) {
        if (file.kind() == FileChange.Kind.DELETED) {
            if (count(file.removedLines(), TEST_MARK) > 0) {
                findings.add(new Finding(file.path(), 0, "deleted", "A file with tests is deleted."));
            }
            return;
        }
        int fewerTests = count(file.removedLines(), TEST_MARK) - count(file.addedLines(), TEST_MARK);
        if (fewerTests > 0) {
            findings.add(new Finding(file.path(), 0, "fewer-tests", fewerTests + " test(s) fewer than before."));
        }
        int fewerAssertions = count(file.removedLines(), ASSERTION) - count(file.addedLines(), ASSERTION);
        if (fewerAssertions > 0) {
            findings.add(new Finding(
                    file.path(), 0, "fewer-assertions", fewerAssertions + " assertion(s) fewer than before."));
        }
        added(file, findings, true);
    }

    private static void added(FileChange file, List<Finding> findings, boolean test) {
        for (Line line : file.addedLines()) {
            for (Weakening weakening : Weakening.ALL) {
                boolean applies = test ? weakening.inTests() : weakening.inBuild();
                if (applies && weakening.matches(line.text())) {
                    findings.add(new Finding(file.path(), line.number(), weakening.kind(), weakening.message()));
                }
            }
        }
    }

    private static int count(List<Line> lines, Pattern pattern) {
        return (int) lines.stream()
                .filter(line -> line.text().length() <= Weakening.LONGEST_LINE)
                .filter(line -> pattern.matcher(line.text()).find())
                .count();
    }
}
