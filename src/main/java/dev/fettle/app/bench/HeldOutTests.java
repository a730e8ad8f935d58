package dev.fettle.app.bench;

import dev.fettle.build.TestRun;
import dev.fettle.repair.Problem;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs the whole suite, with the tests that no tool saw, on what a tool made of a case. */
public final class HeldOutTests {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Sandboxes sandboxes;

    public HeldOutTests(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    /**
     * Looks at a mended case.
     *
     * @param problem whose workspace has the fix applied
     * @param heldOut by path; without any nothing runs
     */
    public Row.HeldOut look(Problem problem, Map<String, String> heldOut) {
        if (heldOut.isEmpty()) {
            return Row.HeldOut.NOT_RUN;
        }
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            heldOut.forEach((path, text) -> sandbox.write(path, text.getBytes(StandardCharsets.UTF_8)));
            TestRun run = problem.tool().test(sandbox, problem.project(), List.of(), LIMIT);
            return switch (run.end()) {
                case PASSED -> Row.HeldOut.GREEN;
                case RED, TIMED_OUT -> Row.HeldOut.RED;
                case DOES_NOT_BUILD, NO_TESTS, ENVIRONMENT ->
                    throw new IllegalStateException("the held-out tests do not run: " + run.diagnosis());
            };
        }
    }
}
