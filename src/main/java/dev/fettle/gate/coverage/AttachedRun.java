package dev.fettle.gate.coverage;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.sandbox.Collected;
import dev.fettle.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jacoco.agent.AgentJar;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;

/** Runs a project's own tests with JaCoCo's agent in every JVM, which the project's build knows nothing of. */
final class AttachedRun {
    private static final String FOLDER = ".fettle";
    private static final String AGENT = FOLDER + "/jacocoagent.jar";
    private static final String RESULT = FOLDER + "/jacoco.exec";
    private static final long LARGEST_RESULT = 64L << 20;
    private static final long LARGEST_CLASS = 4L << 20;

    private AttachedRun() {}

    /** How it ended. */
    sealed interface Outcome {}

    /** @param run for the tests' outcomes and the time they took */
    record Measured(TestRun run, LineCoverage lines) implements Outcome {}

    /**
     * Nothing was measured.
     *
     * @param ours whether that is a fault of Fettle or of this machine and not of the project
     * @param why a clause
     */
    record Not(boolean ours, String why) implements Outcome {}

    /**
     * Measures one side in the sandbox that gates share.
     *
     * @param only these tests; empty for all
     */
    static Outcome of(TwoTrees trees, Side side, List<TestId> only) {
        Tree tree = trees.tree(side);
        Sandbox sandbox = trees.shared(side);
        SourceIndex sources = SourceIndex.of(tree);
        sandbox.write(AGENT, agent());
        sandbox.write(RESULT, new byte[0]); // the tree may bring one along
        trees.note("coverage of the " + side.word());
        Optional<TestRun> done = tree.tool()
                .testWith(sandbox, tree.project(), option(sandbox, sources.patterns()), only, trees.runLimit());
        if (done.isEmpty()) {
            return new Not(false, tree.tool().name() + " starts no JVM that could be measured from outside");
        }
        TestRun run = done.get();
        return switch (run.end()) {
            case PASSED, RED -> lines(tree, sandbox, sources, run);
            case NO_TESTS -> new Not(false, "the " + side.word() + " has no tests");
            case DOES_NOT_BUILD -> new Not(false, "the " + side.word() + " does not build: " + run.diagnosis());
            // Not of the project: what nobody has seen to the end must not pass where it is required.
            case TIMED_OUT -> new Not(true, "the tests of the " + side.word() + " took longer than the time there is");
            case ENVIRONMENT -> new Not(true, "the " + side.word() + " cannot be built here: " + run.diagnosis());
        };
    }

    private static String option(Sandbox sandbox, String patterns) {
        String option = "-javaagent:" + sandbox.directory().resolve(AGENT) + "=destfile="
                + sandbox.directory().resolve(RESULT) + ",append=true,dumponexit=true,jmx=false";
        return patterns.isEmpty() ? option : option + ",includes=" + patterns;
    }

    private static byte[] agent() {
        try (InputStream jar = AgentJar.getResourceAsStream()) {
            return jar.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome lines(Tree tree, Sandbox sandbox, SourceIndex sources, TestRun run) {
        Collected result = sandbox.collect(List.of(RESULT), LARGEST_RESULT);
        byte[] file = result.files().get(RESULT);
        if (file == null) {
            return new Not(false, "no JVM of the tests told what it ran");
        }
        ExecutionDataStore store = new ExecutionDataStore();
        LineCoverage.Builder lines = new LineCoverage.Builder();
        try {
            ExecutionFile.read(file, store);
            for (Project.Module module : tree.project().modules()) {
                Map<String, byte[]> classes = sandbox.collect(List.of(module.classes() + "/**/*.class"), LARGEST_CLASS)
                        .files();
                for (ISourceFileCoverage source : analysed(store, classes)) {
                    String pack = source.getPackageName().replace('/', '.');
                    sources.path(module, pack, source.getName()).ifPresent(path -> add(path, source, lines));
                }
            }
        } catch (IOException e) {
            return new Not(false, "what the tests left of it cannot be read: " + e.getMessage());
        }
        return new Measured(run, lines.build());
    }

    private static Collection<ISourceFileCoverage> analysed(ExecutionDataStore store, Map<String, byte[]> classes)
            throws IOException {
        CoverageBuilder builder = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(store, builder);
        for (Map.Entry<String, byte[]> type : classes.entrySet()) {
            if (!type.getKey().contains("/META-INF/")) {
                try {
                    analyzer.analyzeClass(type.getValue(), type.getKey());
                } catch (IllegalStateException e) {
                    throw new IOException("two classes of one name: " + type.getKey(), e);
                }
            }
        }
        return builder.getSourceFiles();
    }

    private static void add(String path, ISourceFileCoverage source, LineCoverage.Builder lines) {
        for (int line = Math.max(1, source.getFirstLine()); line <= source.getLastLine(); line++) {
            ICounter instructions = source.getLine(line).getInstructionCounter();
            if (instructions.getTotalCount() > 0) {
                lines.add(path, line, instructions.getCoveredCount() > 0);
            }
        }
    }
}
