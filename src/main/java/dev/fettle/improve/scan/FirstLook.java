package dev.fettle.improve.scan;

import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.BuildException;
import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestRun;
import dev.fettle.improve.ProjectLook;
import dev.fettle.propose.ProjectFacts;
import dev.fettle.propose.ProjectFacts.Suite;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxRefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a build, and runs its whole suite once in the sandbox. */
public final class FirstLook implements ProjectLook {
    private final Builds builds;
    private final Redactor redactor;
    private final Duration limit;

    /** @param limit of the run of the suite */
    public FirstLook(Builds builds, Redactor redactor, Duration limit) {
        this.builds = builds;
        this.redactor = redactor;
        this.limit = limit;
    }

    @Override
    public ProjectFacts at(Path tree, RepositoryRef repository) {
        String name = "";
        try {
            Optional<BuildTool> tool = builds.toolOf(tree);
            if (tool.isEmpty()) {
                return ProjectFacts.UNKNOWN;
            }
            name = tool.get().name();
            Project project = tool.get().prepare(tree);
            return builds.mayRun(repository)
                    ? tested(tool.get(), project, tree)
                    : facts(project, Suite.NOT_RUN, 0, 0, "There is no sandbox here in which its code may run.");
        } catch (BuildException | SandboxRefusedException e) {
            return new ProjectFacts(
                    name, 0, List.of(), Suite.NOT_RUN, 0, 0, redactor.redact(String.valueOf(e.getMessage())));
        }
    }

    private ProjectFacts tested(BuildTool tool, Project project, Path tree) {
        TestRun run;
        try (Sandbox sandbox = builds.sandboxes().fresh(Quota.PROJECT)) {
            sandbox.copyIn(tree, "");
            run = tool.test(sandbox, project, List.of(), limit);
        }
        Suite suite = switch (run.end()) {
            case PASSED -> Suite.GREEN;
            case RED -> Suite.RED;
            case NO_TESTS -> Suite.NO_TESTS;
            case DOES_NOT_BUILD -> Suite.DOES_NOT_BUILD;
            case TIMED_OUT -> Suite.TIMED_OUT;
            case ENVIRONMENT -> Suite.NOT_RUN;
        };
        String detail = suite == Suite.GREEN || suite == Suite.RED ? "" : redactor.redact(run.diagnosis());
        return facts(
                project,
                suite,
                run.report().outcomes().size(),
                run.report().red().size(),
                detail);
    }

    private static ProjectFacts facts(Project project, Suite suite, int tests, int red, String detail) {
        List<String> modules =
                project.modules().stream().map(Project.Module::path).toList();
        return new ProjectFacts(project.tool(), project.release(), modules, suite, tests, red, detail);
    }
}
