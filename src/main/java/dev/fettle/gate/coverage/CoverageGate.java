package dev.fettle.gate.coverage;

import dev.fettle.build.TestOutcome;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Trees;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.coverage.AttachedRun.Measured;
import dev.fettle.gate.coverage.AttachedRun.Not;
import dev.fettle.gate.integrity.TestSources;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.workspace.Change;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stops a change whose lines no test runs, or by which the project as a whole is tested less than before. */
public final class CoverageGate implements Gate {
    /** Of a repair, a longer suite is not run twice more: the tests that became green are what covers its lines. */
    private static final Duration LONG_SUITE = Duration.ofSeconds(60);

    /** Threads that end in another order now and then run a line more or less. */
    private static final double FLUCTUATION = 0.001;

    private final double need;
    private final @Nullable CoverageReport report;

    /**
     * Measures by running the tests.
     *
     * @param need of the changed lines, above 0 and up to 1
     */
    public CoverageGate(double need) {
        this(need, null);
    }

    /** Goes by a report of the changed tree, and runs nothing; null to measure. */
    public CoverageGate(double need, @Nullable CoverageReport report) {
        this.need = need;
        this.report = report;
    }

    @Override
    public String id() {
        return "coverage";
    }

    @Override
    public String summary() {
        return "Tests run the changed lines, and the project as a whole is not tested less than before.";
    }

    @Override
    public Verdict judge(GateInput input) {
        Change change = input.change();
        if (report != null) {
            return verdict(
                    ChangedLines.of(change, report.lines()),
                    Total.notCompared("by a report of " + report.kind() + ", the total is not compared"));
        }
        boolean code = change.files().stream()
                .anyMatch(file -> TestSources.isCode(file.path()) || TestSources.isBuildConfiguration(file.path()));
        if (!code) {
            return new Verdict(id(), Outcome.SKIPPED, "No code was changed", "", List.of());
        }
        if (input.trees() instanceof Trees.None none) {
            return none.verdict(id());
        }
        return measured(change, input.patch(), (TwoTrees) input.trees());
    }

    private Verdict measured(Change change, @Nullable Patch patch, TwoTrees trees) {
        if (patch != null && patch.proof() instanceof RedGreen proof) {
            // More tests run more lines, never fewer: where those that became green run all of them, nothing is left to
            // ask.
            AttachedRun.Outcome some = AttachedRun.of(
                    trees, Side.HEAD, proof.red().stream().map(TestOutcome::id).toList());
            if (some instanceof Measured measured) {
                ChangedLines lines = ChangedLines.of(change, measured.lines());
                if (lines.code() > 0 && lines.missed().isEmpty()) {
                    // A repair takes no test away: the total could only fall by lines that the mended program no longer
                    // needs.
                    return verdict(lines, Total.notCompared("the tests that became green run all of them"));
                }
                if (isLong(proof)) {
                    return verdict(
                            lines, Total.notCompared("the suite is long: only the tests that became green were run"));
                }
            }
        }
        AttachedRun.Outcome head = AttachedRun.of(trees, Side.HEAD, List.of());
        if (head instanceof Not not) {
            return new Trees.None(not.ours(), not.why()).verdict(id());
        }
        LineCoverage after = ((Measured) head).lines();
        return verdict(ChangedLines.of(change, after), total(trees, after));
    }

    private static boolean isLong(RedGreen proof) {
        return proof.suiteAfter().compareTo(LONG_SUITE) > 0;
    }

    /** Lines of the whole project, as far as they were compared. */
    private record Total(boolean lower, String text) {
        static Total notCompared(String why) {
            return new Total(false, why);
        }
    }

    private static Total total(TwoTrees trees, LineCoverage after) {
        AttachedRun.Outcome base = AttachedRun.of(trees, Side.BASE, List.of());
        if (base instanceof Not not) {
            return Total.notCompared("the total is not compared: " + not.why());
        }
        LineCoverage before = ((Measured) base).lines();
        // Removing lines that were run lowers the ratio too, and nothing is tested less for it.
        boolean lower = after.ratio() < before.ratio() - FLUCTUATION && after.missed() > before.missed();
        return new Total(lower, String.format(Locale.ROOT, "total %.3f, was %.3f", after.ratio(), before.ratio()));
    }

    private Verdict verdict(ChangedLines lines, Total total) {
        String detail =
                "Lines with code that the change adds: " + lines.code() + ", run by tests: " + lines.ran() + ".";
        if (lines.code() > 0 && lines.ratio() < need) {
            return new Verdict(id(), Outcome.FAIL, ofChanged(lines) + "; " + total.text(), detail, lines.missed());
        }
        if (total.lower()) {
            return new Verdict(
                    id(),
                    Outcome.FAIL,
                    "Coverage of all lines fell: " + total.text(),
                    ofChanged(lines) + ".",
                    lines.missed());
        }
        String title = lines.code() == 0 ? "Nothing to cover: no added line has code" : ofChanged(lines);
        return new Verdict(id(), Outcome.PASS, title + "; " + total.text(), detail, lines.missed());
    }

    private String ofChanged(ChangedLines lines) {
        return lines.code() == 0
                ? "No added line has code"
                : String.format(Locale.ROOT, "Coverage of changed lines %.2f, need %.2f", lines.ratio(), need);
    }
}
