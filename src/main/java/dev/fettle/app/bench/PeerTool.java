package dev.fettle.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.app.bench.Row.HeldOut;
import dev.fettle.app.bench.Row.Outcome;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestRun;
import dev.fettle.improve.TicketProblem;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.UnifiedDiff;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Another tool, found in a folder as an executable {@code run}; {@code docs/benchmarks.md} has the contract. It runs in a sandbox, and what it calls a fix is
 * judged as ours is: by the whole suite in a clean tree, then by the held-out tests.
 */
public final class PeerTool implements CaseTool {
    private static final String FOLDER = ".fettle/peer/";
    /** A tool is given so long beyond its time limit to write down what it has. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration SUITE = Duration.ofMinutes(10);
    private static final int OUTPUT = 4 << 20;

    private final String name;
    private final Path folder;
    private final Sandboxes sandboxes;
    private final TicketProblem problems;
    private final Function<Path, Workspace> snapshots;

    /**
     * @param folder holds {@code run}
     * @param snapshots takes a copy of a folder
     */
    public PeerTool(
            String name,
            Path folder,
            Sandboxes sandboxes,
            TicketProblem problems,
            Function<Path, Workspace> snapshots) {
        this.name = name;
        this.folder = folder;
        this.sandboxes = sandboxes;
        this.problems = problems;
        this.snapshots = snapshots;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Row work(BenchCase one, Duration limit, Progress progress) throws IOException {
        progress.stage(Stage.PREPARE);
        try (Workspace workspace = snapshots.apply(one.folder())) {
            TicketProblem.Outcome outcome = problems.of(workspace, one.failing(), null, Map.of());
            if (outcome instanceof TicketProblem.Not not) {
                return row(
                        one,
                        Outcome.FAILED,
                        HeldOut.NOT_RUN,
                        0,
                        said(not.reason().name(), not.detail()));
            }
            Problem problem = ((TicketProblem.Ready) outcome).problem();
            progress.stage(Stage.REPRODUCE);
            TestRun before = suite(problem);
            List<TestId> red = wanted(one, before);
            if (red.isEmpty()) {
                return row(one, Outcome.ABSTAINED, HeldOut.NOT_RUN, 0, said("NOT_RED", before.diagnosis()));
            }
            progress.stage(Stage.PATCH);
            JsonNode answer = ask(problem, red, limit);
            return judge(one, problem, before, red, answer, progress);
        }
    }

    private static List<TestId> wanted(BenchCase one, TestRun before) {
        Set<String> named = one.failing().stream().map(TestId::toString).collect(Collectors.toSet());
        return before.report().red().stream()
                .map(TestOutcome::id)
                .filter(id -> named.isEmpty() || named.contains(plain(id).toString()))
                .toList();
    }

    private static TestId plain(TestId id) {
        return new TestId(id.className(), id.plainMethod());
    }

    private TestRun suite(Problem problem) {
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            return problem.tool().test(sandbox, problem.project(), List.of(), SUITE);
        }
    }

    private JsonNode ask(Problem problem, List<TestId> red, Duration limit) throws IOException {
        Project project = problem.project();
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            TestRun compiled = problem.tool().compile(sandbox, project, SUITE);
            if (compiled.end() != TestRun.End.PASSED) {
                throw new IOException("the case does not compile: " + compiled.diagnosis());
            }
            List<String> jars = project.modules().stream()
                    .flatMap(module -> module.classPath().stream())
                    .map(Path::toString)
                    .distinct()
                    .toList();
            write(sandbox, "classpath.txt", jars);
            write(sandbox, "failing.txt", red.stream().map(TestId::toString).toList());
            List<Path> readOnly = new ArrayList<>(project.readOnly());
            readOnly.add(project.javaHome());
            readOnly.add(folder);
            Path root = sandbox.directory();
            List<String> argv = List.of(
                    folder.resolve("run").toString(),
                    root.toString(),
                    folders(root, project, true),
                    folders(root, project, false),
                    root.resolve(FOLDER + "classpath.txt").toString(),
                    root.resolve(FOLDER + "failing.txt").toString(),
                    String.valueOf(limit.toSeconds()));
            Limits build = Limits.build(limit.plus(GRACE));
            Limits limits =
                    new Limits(build.wallTime(), build.cpuTime(), build.memoryBytes(), build.processes(), OUTPUT);
            Map<String, String> environment = Map.of(
                    "JAVA_HOME",
                    project.javaHome().toString(),
                    "PATH",
                    project.javaHome().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin",
                    "LANG",
                    "C.UTF-8");
            return answer(sandbox.run(new Command(argv, environment, "", readOnly), limits));
        }
    }

    private static String folders(Path root, Project project, boolean production) {
        return project.modules().stream()
                .map(module -> root.resolve(production ? module.classes() : module.testClasses()))
                .map(Path::toString)
                .collect(Collectors.joining(":"));
    }

    private static void write(Sandbox sandbox, String name, List<String> lines) {
        sandbox.write(FOLDER + name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The last line of its output is the answer; what stands before is its own business. */
    private static JsonNode answer(Execution execution) throws IOException {
        String last = execution.stdout().strip().lines().reduce("", (first, second) -> second);
        if (execution.end() == Execution.End.TIMED_OUT) {
            return said("TIME_BUDGET", "").put("outcome", "abstained");
        }
        if (!last.startsWith("{")) {
            throw new IOException("the peer ended as " + execution.end() + " " + execution.exitCode()
                    + " without an answer: " + execution.stderr().strip());
        }
        return new ObjectMapper().readTree(last);
    }

    private Row judge(
            BenchCase one, Problem problem, TestRun before, List<TestId> red, JsonNode answer, Progress progress) {
        ObjectNode json =
                said(answer.path("reason").asText(""), answer.path("detail").asText(""));
        double seconds = answer.path("seconds").asDouble(0);
        json.put("candidates_tried", answer.path("candidates").asLong(0));
        json.put("rule", answer.path("rule").asText(""));
        json.put("patch", answer.path("patch").asText(""));
        if (!answer.path("outcome").asText("").equals("fixed")) {
            return row(one, Outcome.ABSTAINED, HeldOut.NOT_RUN, seconds, json);
        }
        progress.stage(Stage.PROVE);
        try {
            problem.workspace()
                    .write(UnifiedDiff.apply(
                            problem.workspace(), answer.path("patch").asText("")));
        } catch (WorkspaceException e) {
            json.put("reason", "NOT_PROVED").put("detail", String.valueOf(e.getMessage()));
            return row(one, Outcome.ABSTAINED, HeldOut.NOT_RUN, seconds, json);
        }
        String objection = objection(before, suite(problem), red);
        if (!objection.isEmpty()) {
            json.put("reason", "NOT_PROVED").put("detail", objection);
            return row(one, Outcome.ABSTAINED, HeldOut.NOT_RUN, seconds, json);
        }
        HeldOut heldOut = new HeldOutTests(sandboxes).look(problem, one.heldOut());
        return row(one, Outcome.FIXED, heldOut, seconds, json);
    }

    /** Why it is not even plausible; empty when it is. */
    private static String objection(TestRun before, TestRun after, List<TestId> red) {
        Set<TestId> redBefore = new HashSet<>();
        before.report().red().forEach(outcome -> redBefore.add(outcome.id()));
        for (TestId test : red) {
            boolean green = after.report()
                    .find(test)
                    .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED)
                    .isPresent();
            if (!green) {
                return "still not green: " + test;
            }
        }
        return after.report().red().stream()
                .map(TestOutcome::id)
                .filter(id -> !redBefore.contains(id))
                .findFirst()
                .map(id -> "became red: " + id)
                .orElse("");
    }

    private Row row(BenchCase one, Outcome outcome, HeldOut heldOut, double seconds, ObjectNode json) {
        json.put("outcome", outcome.name().toLowerCase(java.util.Locale.ROOT));
        return new Row(one, name, outcome, heldOut, seconds, 0, json);
    }

    private static ObjectNode said(String reason, String detail) {
        return new ObjectMapper().createObjectNode().put("reason", reason).put("detail", detail);
    }
}
