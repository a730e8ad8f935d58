package dev.fettle.repair.errorprone;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project.Module;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Analyser.Finding;
import dev.fettle.repair.Problem;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.RuleFixer;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.SourceEncoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Lets Error Prone write its own fix into the file, in a sandbox, and looks again. Of what it writes only that one file is read back. */
public final class ErrorProneFixer implements RuleFixer {
    /** With its version. */
    public static final String NAME = "error-prone " + ErrorProneJars.VERSION;

    private static final long LARGEST = 4L << 20;

    private final Sandboxes sandboxes;
    private final ErrorProneRun errorProne;
    private final InstantSource clock;

    /**
     * A fixer.
     *
     * @param maven fetches Error Prone when it is first needed
     * @param javaHome of a JDK, 17 or later
     */
    public ErrorProneFixer(Sandboxes sandboxes, BuildTool maven, Path javaHome, InstantSource clock) {
        this.sandboxes = sandboxes;
        this.errorProne = new ErrorProneRun(maven, javaHome);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean knows(String rule) {
        return SafeChecks.has(rule);
    }

    @Override
    public Outcome fix(Problem problem, String rule, String path, Duration limit) {
        Instant end = clock.instant().plus(limit);
        Optional<Module> module = problem.project().modules().stream()
                .filter(one -> !ErrorProneRun.sources(List.of(path), one).isEmpty())
                .findFirst();
        Optional<String> old = problem.workspace().read(path);
        if (old.isPresent() && !SourceEncoding.isUtf8(problem.workspace().root(), path)) {
            return new NotFixed(RepairReason.NOT_UTF8, path, false); // the analyser reads and writes UTF-8
        }
        if (module.isEmpty() || old.isEmpty()) {
            return new NotFixed(RepairReason.NOTHING_FOUND, path + " is no production code of this tree.", false);
        }
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            TestRun built = problem.tool().compile(sandbox, problem.project(), limit);
            if (built.end() != TestRun.End.PASSED) {
                return new NotFixed(RepairReason.DOES_NOT_BUILD, built.end() + ": " + built.diagnosis(), false);
            }
            return new Sitting(problem, module.get(), sandbox, errorProne.classPath(), end).fix(rule, path, old.get());
        }
    }

    /** One built tree that is looked at, changed, and looked at again. */
    private final class Sitting {
        private final Problem problem;
        private final Module module;
        private final Sandbox sandbox;
        private final List<Path> jars;
        private final Instant end;
        private final List<String> sources;

        Sitting(Problem problem, Module module, Sandbox sandbox, List<Path> jars, Instant end) {
            this.problem = problem;
            this.module = module;
            this.sandbox = sandbox;
            this.jars = jars;
            this.end = end;
            this.sources = ErrorProneRun.sources(problem.workspace().files(), module);
        }

        Outcome fix(String rule, String path, String old) {
            ErrorProneRun.Seen before = look(sources, "");
            if (before.wrong().isPresent()) {
                return not(before.wrong().get());
            }
            if (before.findings().stream().noneMatch(one -> is(one, rule, path))) {
                return new NotFixed(RepairReason.NOTHING_FOUND, rule + " finds nothing in " + path + ".", false);
            }
            ErrorProneRun.Seen patching = look(List.of(path), rule);
            byte[] written = sandbox.collect(List.of(path), LARGEST).files().get(path);
            String text = written == null ? old : Imports.keptInOrder(old, new String(written, StandardCharsets.UTF_8));
            if (text.equals(old)) {
                return new NotFixed(
                        RepairReason.NO_SAFE_FIX,
                        rule + " makes no edit of " + path
                                + patching.wrong().map(why -> ": " + why).orElse("."),
                        false);
            }
            sandbox.write(path, text.getBytes(StandardCharsets.UTF_8));
            ErrorProneRun.Seen after = look(sources, "");
            return after.wrong().isPresent()
                    ? new NotFixed(
                            RepairReason.NO_SAFE_FIX,
                            "with the fix of " + rule + " it does not compile: "
                                    + after.wrong().get(),
                            false)
                    : new Fixed(text, before.findings(), after.findings());
        }

        private ErrorProneRun.Seen look(List<String> files, String patching) {
            Duration left = Duration.between(clock.instant(), end);
            return left.isNegative() || left.isZero()
                    ? new ErrorProneRun.Seen(List.of(), Optional.of("the time limit was reached"))
                    : errorProne.look(sandbox, problem.project(), module, files, jars, patching, left);
        }

        private NotFixed not(String why) {
            return new NotFixed(RepairReason.ENVIRONMENT, module.name() + " could not be looked at: " + why, true);
        }
    }

    private static boolean is(Finding one, String rule, String path) {
        return one.rule().equals(rule) && one.path().equals(path);
    }
}
