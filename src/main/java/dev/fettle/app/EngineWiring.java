package dev.fettle.app;

import dev.fettle.base.Redactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.build.BuildTool;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.gate.ConsistencyGate;
import dev.fettle.gate.Gate;
import dev.fettle.gate.Gates;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.gate.mcp.McpDoctor;
import dev.fettle.gate.mcp.McpDoctorGate;
import dev.fettle.gate.mcp.PackageFolders;
import dev.fettle.gate.mcp.Patience;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.gate.tests.TestsGate;
import dev.fettle.improve.RepairPipeline;
import dev.fettle.improve.TicketProblem;
import dev.fettle.improve.scan.FirstLook;
import dev.fettle.repair.FindingsProver;
import dev.fettle.repair.Prover;
import dev.fettle.repair.Reproducer;
import dev.fettle.repair.errorprone.ErrorProneFixer;
import dev.fettle.repair.run.BenchExaminer;
import dev.fettle.repair.template.TemplatePatcher;
import dev.fettle.repair.trace.SnippetTests;
import dev.fettle.repair.trace.TraceTests;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The parts that mend: sandbox, build tools, engines, gates. The same for the server and for a folder on a laptop. */
final class EngineWiring implements AutoCloseable {
    private static final Duration SUITE_LIMIT = Duration.ofMinutes(15);
    private static final Set<String> ALWAYS_REQUIRED =
            Set.of("tests", "test-integrity", "secret-scan", "policy", "consistency");

    /** The names of what mends. */
    static final List<String> ENGINES = List.of(TemplatePatcher.NAME, ErrorProneFixer.NAME);

    private final Home home;
    private final SandboxWiring sandboxes;
    private final RepairPipeline pipeline;
    private final TicketProblem problems;
    private final TraceTests traceTests;
    private final SecretShapes shapes;
    private final McpDoctor doctor;
    private final MavenBuild maven;
    private final List<BuildTool> tools;

    /** @param redactor of what leaves the engine */
    EngineWiring(
            Home home,
            Map<String, String> environment,
            SandboxChoice sandbox,
            SecretShapes shapes,
            Redactor redactor,
            InstantSource clock) {
        this(home, environment, sandbox, shapes, redactor, clock, tool -> tool);
    }

    /** @param around what comes between each build tool and who uses it */
    EngineWiring(
            Home home,
            Map<String, String> environment,
            SandboxChoice sandbox,
            SecretShapes shapes,
            Redactor redactor,
            InstantSource clock,
            UnaryOperator<BuildTool> around) {
        this.shapes = shapes;
        this.home = home;
        this.sandboxes = SandboxWiring.of(sandbox, home.sandboxes());
        this.doctor =
                new McpDoctor(sandboxes, shapes, new PackageFolders(List.of(home.mcpPackages())), Patience.DEFAULT);
        this.maven = new MavenBuild(home.dependencies(), environment);
        this.tools = List.of(around.apply(maven));
        this.traceTests = new TraceTests(sandboxes);
        Reproducer reproducer =
                new Reproducer(sandboxes, new BenchExaminer(sandboxes, clock), traceTests, new SnippetTests(), clock);
        Prover prover = new Prover(sandboxes, SUITE_LIMIT);
        this.pipeline = new RepairPipeline(
                reproducer,
                List.of(new TemplatePatcher(sandboxes, Path.of(System.getProperty("java.home")), clock)),
                prover,
                new ErrorProneFixer(sandboxes, maven, Path.of(System.getProperty("java.home")), clock),
                new FindingsProver(sandboxes, SUITE_LIMIT),
                redactor,
                clock,
                sandboxes);
        this.problems = new TicketProblem(tools, sandboxes::allows);
    }

    SandboxWiring sandboxes() {
        return sandboxes;
    }

    RepairPipeline pipeline() {
        return pipeline;
    }

    TicketProblem problems() {
        return problems;
    }

    /** What a scan looks for. */
    ScanSources scanSources(Redactor redactor, InstantSource clock) {
        return new ScanSources(
                shapes, redactor, new EngineBuilds(tools, maven, sandboxes), AdvisoryFiles.of(home), clock);
    }

    /** What a repository is, and whether its tests run here. */
    FirstLook firstLook(Redactor redactor) {
        return new FirstLook(new EngineBuilds(tools, maven, sandboxes), redactor, SUITE_LIMIT);
    }

    /** Finds a call that shows the crash of a trace. */
    TraceTests traceTests() {
        return traceTests;
    }

    /** The gate that also looks at what people push. */
    Gate secretScan() {
        return new SecretScanGate(shapes);
    }

    /** The gates that judge the difference of a person's pull request: nothing is built or run for them. None is required: a review stops nothing. */
    Gates reviewGates(RepositorySettings settings) {
        List<Gate> gates = new ArrayList<>(GatesOfDifference.all(shapes, settings, null));
        if (settings.qualityGates().loopMetrics()) {
            gates.add(new LoopMetricsGate(RunLimits.NONE)); // of it, what can be read: code without an end
        }
        return new Gates(gates, Set.of());
    }

    /** The gates in force for a repository. */
    Gates gates(RepositorySettings settings) {
        Set<String> required = new LinkedHashSet<>(ALWAYS_REQUIRED);
        GatesOfRuns.all(settings).forEach(gate -> required.add(gate.id()));
        if (settings.qualityGates().mcpDoctor()) {
            required.add(
                    McpDoctorGate.ID); // what a change breaks stops it; what was broken, only where it is asked for
        }
        required.addAll(settings.requiredGates());
        return new Gates(gatesInForce(shapes, settings, doctor), required);
    }

    /** In the order in which they are shown, and run: what those that run the suite built is not built again for mutants. Each has its page in {@code docs/gates/}. */
    static List<Gate> gatesInForce(SecretShapes shapes, RepositorySettings settings, McpDoctor doctor) {
        List<Gate> gates = new ArrayList<>(List.of(new TestsGate()));
        gates.addAll(GatesOfRuns.all(settings));
        gates.addAll(GatesOfDifference.all(
                shapes, settings, GatesOfRuns.mutations(settings.qualityGates().mutationTime())));
        if (settings.qualityGates().mcpDoctor()) {
            boolean required = settings.requiredGates().contains(McpDoctorGate.ID);
            gates.add(new McpDoctorGate(doctor, settings.mcpServers(), required));
        }
        gates.add(new ConsistencyGate());
        return List.copyOf(gates);
    }

    @Override
    public void close() throws Exception {
        sandboxes.close();
    }
}
