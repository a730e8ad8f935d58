package dev.fettle.build;

import dev.fettle.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One kind of build. Everything that runs project code runs in the given sandbox, offline. */
public interface BuildTool {
    /** Such as {@code maven}. */
    String name();

    /** Whether a tree is built by this tool. */
    boolean recognises(Path tree);

    /**
     * Reads the build and fetches what it needs. May use the network; runs no project code.
     *
     * @throws BuildException when the build cannot be read or a dependency cannot be had; the message names it
     */
    Project prepare(Path tree);

    /**
     * Compiles and runs tests in a sandbox into which the tree was copied at its root folder.
     *
     * @param only the tests to run; empty for the whole suite
     */
    TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit);

    /**
     * As {@link #test}, with an option more for every JVM that the build starts, and without the coverage that the build itself would measure: two agents of the same
     * kind are one too many.
     *
     * @param jvmOption such as {@code -javaagent:…}; no blanks
     * @return empty when this tool starts no JVM or cannot hand an option to it; nothing was run then
     */
    default Optional<TestRun> testWith(
            Sandbox sandbox, Project project, String jvmOption, List<TestId> only, Duration limit) {
        return Optional.empty();
    }

    /**
     * One command with which a person runs tests of a checked-out tree.
     *
     * @param only the tests to run; empty for the whole suite
     */
    String command(Path tree, Project project, List<TestId> only);

    /** Compiles production and test code (test reports stay empty). {@link TestRun.End#PASSED} when it compiled. */
    TestRun compile(Sandbox sandbox, Project project, Duration limit);

    /**
     * The same for one module and what it depends on. Other modules may not compile without being packaged, as a test of what users of a Java module see.
     *
     * @param module of the project
     */
    default TestRun compile(Sandbox sandbox, Project project, Project.Module module, Duration limit) {
        return compile(sandbox, project, limit);
    }
}
