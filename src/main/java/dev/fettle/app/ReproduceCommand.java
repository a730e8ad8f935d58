package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.build.StackTrace;
import dev.fettle.improve.TicketProblem;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.trace.CrashReproduction;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle reproduce DIR --trace FILE}: from a stack trace to a call that shows the crash, and the test that holds it. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Searches for a call that throws the exception of a stack trace at the same frame, and prints it as a test. Your files are not changed.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:reproduced: the call was compiled and seen to throw it, each time",
            "1:failed: it could not be tried; the reason says what to do",
            "2:wrong usage",
            "3:not reproduced; how far it got is said"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle reproduce . --trace crash.txt                    print the call and the test",
            "  fettle reproduce . --trace - --time-limit 30s           the trace from standard input",
            "  fettle reproduce . --trace crash.txt --revision v1.4    the trace of a release, the files are newer"
        })
final class ReproduceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The project's folder.")
    private Path folder;

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description = "A file with the stack trace of an exception; - reads standard input.")
    private Path trace;

    @Option(
            names = "--revision",
            paramLabel = "REV",
            description =
                    "The commit, tag or branch that threw, where the files have changed since: the trace's lines are followed to where they are now.")
    private @Nullable String revision;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "2m",
            converter = Durations.class,
            description = {
                "For all of it: 30s, 2m. Default: ${DEFAULT-VALUE}.",
                "What preparing and compiling leave is for the search, and it has 15 seconds in any case."
            })
    private Duration timeLimit = Duration.ofMinutes(2);

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON; - for standard output.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        try (TidyEnd unused = TidyEnd.ofThisThread()) {
            return called();
        }
    }

    private int called() throws Exception {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), folder + " is no folder.");
        }
        JsonFile.requireWritable(json, spec);
        StackTrace wanted = TraceFile.read(trace, revision, folder, spec);
        InstantSource clock = InstantSource.system();
        Home home = Home.of(System.getenv());
        TerminalProgress progress = TerminalProgress.standardError(clock);
        Redactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);
        CrashReproduction seen;
        CrashTimes times = new CrashTimes(clock, timeLimit);
        try (EngineWiring engine = new EngineWiring(
                        home, System.getenv(), sandbox.choice(List.of()), SecretShapes.bundled(), redactor, clock);
                Workspace workspace =
                        new GitWorkspaces(home.git(), TransportRules.httpsOnly(), clock).snapshot(folder)) {
            engine.sandboxes()
                    .warning()
                    .ifPresent(warning -> spec.commandLine().getErr().println(warning));
            spec.commandLine().getErr().flush();
            progress.stage(Stage.PREPARE);
            TicketProblem.Outcome outcome = engine.problems().of(workspace, List.of(), wanted, Map.of());
            if (outcome instanceof TicketProblem.Not not) {
                progress.close();
                spec.commandLine().getErr().println(not.reason().sentence() + " " + redactor.redact(not.detail()));
                return 1;
            }
            progress.stage(Stage.REPRODUCE);
            seen = engine.traceTests()
                    .reproduce(
                            ((TicketProblem.Ready) outcome).problem(),
                            timeLimit.multipliedBy(2),
                            times::searching,
                            progress);
        } finally {
            progress.close();
        }
        times.ended();
        show(seen, times, redactor);
        write(seen, wanted, times, redactor);
        return seen.reproduced() ? 0 : seen.reason() == RepairReason.NOT_REPRODUCED ? 3 : 1;
    }

    private void show(CrashReproduction seen, CrashTimes times, Redactor redactor) {
        if (JsonFile.takesOutput(json)) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                seen.reproduced()
                        ? "reproduced"
                        : "not reproduced: " + seen.reason().sentence());
        out.println(redactor.redact(seen.detail()));
        out.println(times.sentence());
        seen.written().ifPresent(test -> {
            out.println();
            out.println(test.path());
            out.println();
            out.print(redactor.redact(test.source()));
        });
        out.flush();
    }

    private void write(CrashReproduction seen, StackTrace wanted, CrashTimes times, Redactor redactor)
            throws IOException {
        if (json == null) {
            return;
        }
        ObjectNode result = new ObjectMapper().createObjectNode();
        result.put("reproduced", seen.reproduced());
        result.put("exception", wanted.root().type());
        result.put(
                "reason",
                seen.reproduced() && seen.rightIsKnown() ? "" : seen.reason().name());
        result.put("detail", redactor.redact(seen.detail()));
        result.put("calls_tried", seen.tries());
        result.put("seconds", times.all().toMillis() / 1000.0);
        result.put("seconds_before_the_search", times.before().toMillis() / 1000.0);
        seen.entries().forEach(result.putArray("entries")::add);
        seen.call().ifPresent(call -> {
            result.put("call", redactor.redact(call.call()));
            call.statements().forEach(line -> result.withArray("statements").add(redactor.redact(line)));
            result.put("entry", call.className() + "." + call.method());
            result.put("same_way", call.exact());
        });
        seen.written().ifPresent(test -> {
            result.put("right_behaviour_known", seen.rightIsKnown());
            result.put("test_path", test.path());
            result.put("test", redactor.redact(test.source()));
        });
        JsonFile.write(json, result, spec.commandLine().getOut());
    }
}
