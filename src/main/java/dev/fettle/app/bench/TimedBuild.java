package dev.fettle.app.bench;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A build tool, and how long a project's own build and tests took in it. */
public final class TimedBuild implements BuildTool {
    private final BuildTool tool;
    private long nanos;
    private int runs;
    private int active;
    private long since;

    public TimedBuild(BuildTool tool) {
        this.tool = tool;
    }

    /** How often it built, with or without tests. */
    public synchronized int runs() {
        return runs;
    }

    /** How long one of these was going on, or several at once. */
    public synchronized Duration spent() {
        return Duration.ofNanos(nanos + (active > 0 ? System.nanoTime() - since : 0));
    }

    private <T> T timed(Supplier<T> run) {
        begins();
        try {
            return run.get();
        } finally {
            ends();
        }
    }

    private synchronized void begins() {
        runs++;
        if (active++ == 0) {
            since = System.nanoTime();
        }
    }

    private synchronized void ends() {
        if (--active == 0) {
            nanos += System.nanoTime() - since;
        }
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public boolean recognises(Path tree) {
        return tool.recognises(tree);
    }

    @Override
    public Project prepare(Path tree) {
        return tool.prepare(tree);
    }

    @Override
    public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
        return timed(() -> tool.test(sandbox, project, only, limit));
    }

    @Override
    public Optional<TestRun> testWith(
            Sandbox sandbox, Project project, String jvmOption, List<TestId> only, Duration limit) {
        return timed(() -> tool.testWith(sandbox, project, jvmOption, only, limit));
    }

    @Override
    public String command(Path tree, Project project, List<TestId> only) {
        return tool.command(tree, project, only);
    }

    @Override
    public TestRun compile(Sandbox sandbox, Project project, Project.Module module, Duration limit) {
        return timed(() -> tool.compile(sandbox, project, module, limit));
    }

    @Override
    public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
        return timed(() -> tool.compile(sandbox, project, limit));
    }
}
