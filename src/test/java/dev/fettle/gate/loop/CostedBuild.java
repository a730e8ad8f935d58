package dev.fettle.gate.loop;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.improve.kit.HandClock;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Usage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A build whose tree says what it costs: {@code cost.txt} has {@code memory MIB} and a line {@code CLASS SECONDS} for each test. Each run takes six seconds more, all of it
 * as restless as a machine is, and the clock passes by it.
 */
final class CostedBuild implements BuildTool {
    static final String FILE = "cost.txt";

    private static final double BUILD_SECONDS = 6;

    private final HandClock clock;
    private final double noise;
    private final Random random;
    private final double busy;
    private int runs;

    CostedBuild(HandClock clock, double noise, long seed) {
        this(clock, noise, seed, 1);
    }

    /** @param busy how many times as long everything takes by the clock, since others have the processor as well */
    CostedBuild(HandClock clock, double noise, long seed, double busy) {
        this.busy = busy;
        this.clock = clock;
        this.noise = noise;
        this.random = new Random(seed);
    }

    /** How often tests were run, on either side. */
    int runs() {
        return runs;
    }

    @Override
    public TestRun test(Sandbox sandbox, Project project, List<TestId> only, Duration limit) {
        runs++;
        String text = new String(
                Objects.requireNonNull(
                        sandbox.collect(List.of(FILE), 1 << 16).files().get(FILE)),
                StandardCharsets.UTF_8);
        List<TestOutcome> outcomes = new ArrayList<>();
        double seconds = restless(BUILD_SECONDS);
        double memory = 0;
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            double cost = restless(Double.parseDouble(words[1]));
            if (words[0].equals("memory")) {
                memory = cost;
            } else if (words[0].equals("build")) {
                seconds += cost;
            } else if (only.isEmpty() || only.contains(new TestId(words[0], ""))) {
                seconds += cost;
                outcomes.add(new TestOutcome(
                        new TestId(words[0], "works"), TestOutcome.Status.PASSED, duration(cost * busy), null));
            }
        }
        boolean inTime = seconds * busy * 1000 <= limit.toMillis();
        Duration wall = inTime ? duration(seconds * busy) : limit;
        clock.pass(wall);
        Usage usage = new Usage(
                OptionalLong.of((long) (wall.toNanos() / busy)), OptionalLong.of((long) (memory * (1 << 20))));
        Execution execution =
                new Execution(inTime ? Execution.End.EXITED : Execution.End.TIMED_OUT, 0, "", "", false, wall, usage);
        return inTime
                ? new TestRun(TestRun.End.PASSED, new TestReport(outcomes), execution, "")
                : new TestRun(TestRun.End.TIMED_OUT, new TestReport(List.of()), execution, "");
    }

    /** The same: what an option does to a JVM costs nothing here. */
    @Override
    public Optional<TestRun> testWith(
            Sandbox sandbox, Project project, String jvmOption, List<TestId> only, Duration limit) {
        return Optional.of(test(sandbox, project, only, limit));
    }

    private double restless(double cost) {
        return cost * Math.exp(noise * random.nextGaussian());
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    @Override
    public TestRun compile(Sandbox sandbox, Project project, Duration limit) {
        return new TestRun(
                TestRun.End.PASSED,
                new TestReport(List.of()),
                new Execution(Execution.End.EXITED, 0, "", "", false, Duration.ZERO),
                "");
    }

    @Override
    public String name() {
        return "costed";
    }

    @Override
    public boolean recognises(Path tree) {
        return true;
    }

    @Override
    public Project prepare(Path tree) {
        Project.Module module = new Project.Module(
                "",
                "shop:shop",
                List.of("src/main/java"),
                List.of("src/test/java"),
                "target/classes",
                "target/test-classes",
                List.of(),
                List.of(),
                java.util.Map.of(),
                java.util.Map.of(),
                List.of(),
                Project.TestFramework.JUNIT5);
        return Project.asItIs(name(), tree, 17, List.of(module), List.of());
    }

    @Override
    public String command(Path tree, Project project, List<TestId> only) {
        return "costed";
    }
}
