package dev.fettle.gate.integrity;

import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.mutation.MutationCheck;
import dev.fettle.gate.mutation.SpotCheck;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Moves;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * No change may make the tests say less: none deleted, switched off or weakened, no build setting that skips them. A patch of Fettle's may not touch
 * existing tests or build configuration at all; the one test it may add is the reproduction it wrote. And tests that a change brings have to notice something.
 */
public final class TestIntegrityGate implements Gate {
    private static final Pattern EXIT = Pattern.compile("\\bSystem\\.exit\\s*\\(|\\.(halt|addShutdownHook)\\s*\\(");

    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<\\s]+?)/?\\s*</module>");

    private final @Nullable MutationCheck mutations;

    /** Reads the difference; runs nothing. */
    public TestIntegrityGate() {
        this(null);
    }

    /** Where the trees can be built, also tries mutants of the changed lines; null to leave that out. */
    public TestIntegrityGate(@Nullable MutationCheck mutations) {
        this.mutations = mutations;
    }

    @Override
    public String id() {
        return "test-integrity";
    }

    @Override
    public String summary() {
        return "No test is deleted, switched off or weakened, no build setting skips tests, and tests notice when the changed lines do something else.";
    }

    @Override
    public Verdict judge(GateInput input) {
        Moves moves = Moves.of(input.change());
        List<FileChange> files = moves.followed().files();
        LostTests lost = new LostTests(input.change().files(), files);
        AddedLines added = new AddedLines(files, lost.methods());
        List<Finding> findings = new ArrayList<>();
        List<Finding> doubts = new ArrayList<>();
        int looked = 0;
        for (FileChange file : files) {
            boolean test = TestSources.isTest(file.path());
            boolean ofBuild = TestSources.isBuildConfiguration(file.path());
            boolean build = ofBuild || TestSources.isPipeline(file.path());
            looked += test || build ? 1 : 0;
            if (input.patch() != null) {
                ours(input.patch(), file, test || ofBuild, findings);
            }
            if (test && TestSources.isCode(file.path()) && file.kind() != FileChange.Kind.DELETED) {
                swallowed(file, findings);
                EarlyReturns.look(file, findings);
                Hollow.look(file, findings);
                GoTests.look(file, findings);
                TaggedOut.look(file, input.files(), lost.methods(), findings);
            }
            if (TestSources.hooksIntoTheRunner(file.path()) && file.kind() != FileChange.Kind.DELETED) {
                findings.add(new Finding(
                        file.path(), firstLine(file), "reporter", "How tests are run or reported is changed."));
            }
            if (file.kind() != FileChange.Kind.DELETED) {
                added.weakenings(file, test, build, findings, doubts);
            }
            if (build) {
                modules(file, moves, findings);
                LowerBars.look(file, findings);
                RemovedChecks.look(file, findings);
            }
        }
        lost.judge(findings, doubts);
        if (input.patch() == null) {
            Expectations.exchanged(files, doubts);
        }
        // A change that is stopped for what it says need not be run as well.
        SpotCheck mutants = findings.isEmpty() && mutations != null ? mutations.of(input) : SpotCheck.NOTHING;
        return verdict(looked, findings, doubts, mutants);
    }

    private Verdict verdict(int looked, List<Finding> findings, List<Finding> doubts, SpotCheck mutants) {
        if (!findings.isEmpty()) {
            String title = findings.size() + " weakening" + (findings.size() == 1 ? "" : "s") + " of tests, allowed 0";
            findings.addAll(doubts);
            return new Verdict(id(), Outcome.FAIL, title, "", findings);
        }
        String files = looked + " changed test or build file" + (looked == 1 ? "" : "s");
        String text = "0 weakenings" + (doubts.isEmpty() ? "" : ", " + doubts.size() + " to look at,") + " in " + files;
        String title = mutants.title().isEmpty() ? text : text + "; " + mutants.title();
        List<Finding> all = new ArrayList<>(mutants.wrong());
        all.addAll(doubts);
        all.addAll(mutants.doubts());
        Outcome outcome = !mutants.wrong().isEmpty() ? Outcome.FAIL : all.isEmpty() ? Outcome.PASS : Outcome.WARN;
        return new Verdict(id(), outcome, title, String.join("\n", mutants.details()), all);
    }

    private static void ours(Patch patch, FileChange file, boolean testOrBuild, List<Finding> findings) {
        WrittenTest written = patch.written();
        boolean isWritten = written != null
                && file.kind() == FileChange.Kind.ADDED
                && written.path().equals(file.path());
        if (testOrBuild && !isWritten) {
            findings.add(new Finding(
                    file.path(),
                    firstLine(file),
                    "touched",
                    "A repair may not change existing tests or build configuration."));
        }
        if (!testOrBuild) {
            file.addedLines().stream()
                    .filter(line -> EXIT.matcher(line.text()).find())
                    .forEach(line -> findings.add(new Finding(
                            file.path(),
                            line.number(),
                            "exit",
                            "A repair may not end the process or hook into its end.")));
        }
    }

    private static void swallowed(FileChange file, List<Finding> findings) {
        if (file.after() == null) {
            return;
        }
        String before = file.before() == null ? "" : file.before();
        int known = Swallowed.in(BareCode.of(file.path(), before)).size();
        List<int[]> now = Swallowed.in(BareCode.of(file.path(), file.after()));
        if (now.size() <= known) {
            return;
        }
        now.stream()
                .filter(lines -> file.addedLines().stream()
                        .anyMatch(line -> line.number() >= lines[0] && line.number() <= lines[1]))
                .forEach(lines -> findings.add(
                        new Finding(file.path(), lines[0], "catch-all", "What an assertion throws is swallowed.")));
    }

    private static void modules(FileChange file, Moves moves, List<Finding> findings) {
        List<String> kept = file.addedLines().stream()
                .map(line -> line.text().strip())
                .filter(line -> !line.startsWith("<!--"))
                .toList();
        file.removedLines().stream()
                .filter(line -> line.text().contains("<module>")
                        && !kept.contains(line.text().strip())
                        && kept.stream().noneMatch(other -> moved(file, line.text(), other, moves)))
                .forEach(line -> findings.add(new Finding(
                        file.path(),
                        LostTests.lineNow(file, line.number()),
                        "module",
                        "A module leaves the build, and its tests with it.")));
    }

    /** Whether a module's folder only got another name, its files with it. */
    private static boolean moved(FileChange pom, String before, String after, Moves moves) {
        String folder = pom.path().substring(0, pom.path().lastIndexOf('/') + 1);
        Matcher old = MODULE.matcher(before);
        Matcher now = MODULE.matcher(after);
        return old.find() && now.find() && moves.folder(folder + old.group(1), folder + now.group(1));
    }

    /** A changed line to show, 0 when none is left. */
    static int firstLine(FileChange file) {
        return file.addedLines().isEmpty() ? 0 : file.addedLines().get(0).number();
    }
}
