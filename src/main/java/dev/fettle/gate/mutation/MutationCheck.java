package dev.fettle.gate.mutation;

import dev.fettle.build.Project;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Trees;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.repair.ClassExchange;
import dev.fettle.repair.RedGreen;
import dev.fettle.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pitest.util.PitError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the changed lines a little, one place at a time, and looks whether a test notices. A spot check: bounded in time and number, in a sandbox of its own, since
 * what a mutant does nobody knows.
 */
public final class MutationCheck {
    private static final Logger LOG = LoggerFactory.getLogger(MutationCheck.class);

    /** So many are tried. */
    private static final int MOST = 40;

    private final ClassExchange.Opener opener;
    private final Duration time;

    /** @param time of all of it, the build included; above 0 */
    public MutationCheck(ClassExchange.Opener opener, Duration time) {
        this.opener = opener;
        this.time = time;
    }

    /** Tries the mutants of a change. Where that is not possible it says why; it is never the change's fault. */
    public SpotCheck of(GateInput input) {
        if (input.trees() instanceof Trees.None) {
            return SpotCheck.NOTHING; // other gates say that nothing was run, and why
        }
        TwoTrees trees = (TwoTrees) input.trees();
        Tree head = trees.tree(Side.HEAD);
        if (!ChangedClasses.any(input.change(), head.project())) {
            return SpotCheck.NOTHING;
        }
        trees.note("mutants of the changed lines");
        TimeLeft left = new TimeLeft(trees, time);
        try (TwoTrees.Compiled compiled = trees.compiled(Side.HEAD, left.left())) {
            if (compiled.end() != TestRun.End.PASSED) {
                return SpotCheck.not(compiled.end() == TestRun.End.TIMED_OUT ? "the time was up" : "it does not build");
            }
            return tried(input, head, compiled.sandbox(), left);
        }
    }

    private SpotCheck tried(GateInput input, Tree head, Sandbox sandbox, TimeLeft left) {
        List<Mutant> mutants;
        Set<String> modules;
        try {
            ChangedClasses classes = ChangedClasses.of(input.change(), head.project(), sandbox);
            mutants = mutants(classes, head.project());
            modules = classes.changed().stream().map(ChangedClass::module).collect(Collectors.toSet());
        } catch (IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | UncheckedIOException
                | PitError e) {
            LOG.warn("the mutants of a change could not be made", e);
            return SpotCheck.not("its class files cannot be read");
        }
        if (mutants.isEmpty()) {
            return SpotCheck.NOTHING;
        }
        try (Trial trial = new Trial(sandbox, head.project(), opener, known(input), mutants, left)) {
            trial.run(modules, ClaimedTests.of(input, head));
            return Findings.of(trial.fates(), trial.everyTestSeen());
        } catch (ClassExchange.FailedException e) {
            LOG.warn("mutants could not be tried", e);
            return SpotCheck.not("its tests do not run outside of its build");
        }
    }

    private static List<Mutant> mutants(ChangedClasses classes, Project project) {
        List<Path> jars = project.modules().stream()
                .flatMap(module -> module.classPath().stream())
                .distinct()
                .toList();
        try (ClassFiles files = new ClassFiles(classes.all(), jars)) {
            return new Mutants(files).of(classes.changed(), MOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable TestReport known(GateInput input) {
        return input.patch() != null && input.patch().proof() instanceof RedGreen proof ? proof.after() : null;
    }
}
