package dev.fettle.repair.errorprone;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.Project.Module;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Analyser;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Error Prone over the production code of each module, after the project's own build. All of it runs in one sandbox. */
public final class ErrorProneAnalyser implements Analyser {
    private final Sandboxes sandboxes;
    private final ErrorProneRun errorProne;
    private final InstantSource clock;

    /**
     * An analyser.
     *
     * @param maven fetches Error Prone when it is first needed
     * @param javaHome of a JDK, 17 or later
     */
    public ErrorProneAnalyser(Sandboxes sandboxes, BuildTool maven, Path javaHome, InstantSource clock) {
        this.sandboxes = sandboxes;
        this.errorProne = new ErrorProneRun(maven, javaHome);
        this.clock = clock;
    }

    /** What an analyser like this looks for, whatever it runs in. */
    public static String currentEdition() {
        return "error-prone " + ErrorProneJars.VERSION + " " + SafeChecks.names();
    }

    @Override
    public String edition() {
        return currentEdition();
    }

    @Override
    public Analysis analyse(Workspace tree, BuildTool tool, Project project, Duration limit) {
        Instant end = clock.instant().plus(limit);
        List<Path> jars = errorProne.classPath();
        List<Finding> findings = new ArrayList<>();
        List<String> notLookedAt = new ArrayList<>();
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(tree.root(), "");
            TestRun built = tool.compile(sandbox, project, limit);
            if (built.end() != TestRun.End.PASSED) {
                return new Analysis(List.of(), List.of(built.end() + ": " + built.diagnosis()), false);
            }
            List<String> files = tree.files();
            for (Module module : project.modules()) {
                List<String> sources = ErrorProneRun.sources(files, module);
                Duration left = Duration.between(clock.instant(), end);
                if (sources.isEmpty()) {
                    continue;
                }
                if (left.isNegative() || left.isZero()) {
                    notLookedAt.add(module.name() + ": the time limit was reached");
                    continue;
                }
                ErrorProneRun.Seen seen = errorProne.look(sandbox, project, module, sources, jars, "", left);
                seen.wrong().ifPresent(why -> notLookedAt.add(module.name() + ": " + why));
                findings.addAll(seen.findings());
            }
        }
        return new Analysis(findings, notLookedAt, true);
    }
}
