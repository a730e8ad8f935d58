package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.SourceEncoding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One run of a problem's tests by its own build, in a fresh sandbox. */
final class SuiteRun {
    private SuiteRun() {}

    /**
     * Runs them.
     *
     * @param texts laid over the tree
     * @param only these tests; empty for all
     */
    static TestRun of(
            Sandboxes sandboxes, Problem problem, Map<String, String> texts, List<TestId> only, Duration limit) {
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            Path root = problem.workspace().root();
            texts.forEach((path, text) -> sandbox.write(path, SourceEncoding.bytes(root, path, text)));
            return problem.tool().test(sandbox, problem.project(), only, limit);
        }
    }
}
