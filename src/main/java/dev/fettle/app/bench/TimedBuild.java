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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A build tool, and how long a project's own build and tests took in it. */
public final class TimedBuild implements BuildTool {
    private final BuildTool tool;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();

    public TimedBuild(BuildTool tool) {
        this.tool = tool;
    }

    /** How often it built, with or without tests. */
    public int runs() {
        return runs.get();
    }

    /** How long all of these took together. */
    public Duration spent() {
        return Duration.ofNanos(nanos.get());
    }

    private <T> T timed(Supplier<T> run) {
        long begun = System.nanoTime();
        try {
            return run.get();
        } finally {
            nanos.addAndGet(System.nanoTime() - begun);
            runs.incrementAndGet();
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
    public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
        return timed(() -> tool.compile(sandbox, project, limit));
    }
}
