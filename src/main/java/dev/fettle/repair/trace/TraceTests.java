package dev.fettle.repair.trace;

import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.StackTrace;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.TraceTestWriter;
import dev.fettle.repair.run.BenchException;
import dev.fettle.repair.run.CrashCall;
import dev.fettle.repair.run.CrashFindings;
import dev.fettle.repair.run.CrashSearch;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes a test for a stack trace. The project is compiled once; then one JVM in the sandbox looks for a call that throws the same exception at the same frame, through
 * the project's own methods on the trace. The test asks for what the code's own documentation says is right for that call. Where it says nothing, there is no test.
 */
public final class TraceTests implements TraceTestWriter {
    /** A search that has not found it by then seldom does; what is left of the time is for the repair. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Sandboxes sandboxes;

    public TraceTests(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public Outcome write(Problem problem, Duration limit, Progress progress) {
        Duration third = limit.dividedBy(3);
        CrashReproduction found = reproduce(problem, third.compareTo(LONGEST) < 0 ? third : LONGEST, progress);
        Optional<WrittenTest> test = found.rightIsKnown() && testable(problem) ? found.written() : Optional.empty();
        return new Outcome(test, found.reason(), found.detail());
    }

    private static boolean testable(Problem problem) {
        StackTrace trace = problem.trace();
        return trace != null
                && Entry.of(trace, problem.project(), problem.workspace())
                        .filter(entry -> entry.module().framework() != TestFramework.NONE
                                && !entry.module().tests().isEmpty())
                        .isPresent();
    }

    /**
     * Looks for a call that throws what the problem's trace tells.
     *
     * @param limit for the search, after the project is compiled
     */
    public CrashReproduction reproduce(Problem problem, Duration limit, Progress progress) {
        return reproduce(problem, limit.multipliedBy(2), () -> limit, progress);
    }

    /**
     * The same within a time for all of it.
     *
     * @param compiling for the project's own build
     * @param left for the search; asked once, when the project is compiled
     */
    public CrashReproduction reproduce(
            Problem problem, Duration compiling, Supplier<Duration> left, Progress progress) {
        StackTrace trace = problem.trace();
        if (trace == null) {
            return CrashReproduction.not(RepairReason.NOT_REPRODUCED, 0, List.of(), "There is no stack trace.");
        }
        Optional<Entry> place = Entry.of(trace, problem.project(), problem.workspace());
        if (place.isEmpty()) {
            return CrashReproduction.not(
                    RepairReason.NOT_REPRODUCED,
                    0,
                    List.of(),
                    "No frame of the " + trace.root().type() + " is in this project's sources.");
        }
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            progress.note("compiling");
            TestRun compiled = problem.tool()
                    .compile(sandbox, problem.project(), place.get().module(), compiling);
            if (compiled.end() != TestRun.End.PASSED) {
                return CrashReproduction.not(RepairReason.DOES_NOT_BUILD, 0, List.of(), compiled.diagnosis());
            }
            progress.note("searching a call that throws it");
            CrashFindings findings = new CrashSearch(
                            sandbox, problem.project(), place.get().module())
                    .search(
                            trace,
                            name -> Entry.find(name, problem.project(), problem.workspace())
                                    .isPresent(),
                            left.get());
            progress.note(findings.tries() + " calls, " + (findings.calls().isEmpty() ? "none throws it" : "found"));
            return judged(problem, trace, findings);
        } catch (BenchException e) {
            return CrashReproduction.not(
                    RepairReason.NOT_REPRODUCED, 0, List.of(), "The search did not run: " + e.getMessage());
        }
    }

    private static CrashReproduction judged(Problem problem, StackTrace trace, CrashFindings findings) {
        if (findings.calls().isEmpty()) {
            return CrashReproduction.not(
                    RepairReason.NOT_REPRODUCED, findings.tries(), findings.entries(), howFar(findings));
        }
        List<CrashCall> outwards = new ArrayList<>(findings.calls());
        Collections.reverse(outwards);
        String why = "";
        for (CrashCall call : outwards) {
            Optional<Entry> entry = Entry.find(call.className(), problem.project(), problem.workspace());
            String source = entry.flatMap(known -> problem.workspace().read(known.path()))
                    .orElse("");
            Right.Answer answer = Right.of(call, source, trace.root().type());
            if (answer instanceof Right.Known known && entry.isPresent()) {
                return reproduced(problem, trace, findings, call, entry.get(), Optional.of(known.right()), "");
            }
            why = why.isEmpty() && answer instanceof Right.Unknown unknown ? unknown.why() : why;
        }
        CrashCall call = outwards.get(0);
        Optional<Entry> entry = Entry.find(call.className(), problem.project(), problem.workspace());
        if (entry.isEmpty()) {
            return CrashReproduction.not(
                    RepairReason.NOT_REPRODUCED,
                    findings.tries(),
                    findings.entries(),
                    "No source of " + call.className());
        }
        return reproduced(problem, trace, findings, call, entry.get(), Optional.empty(), why);
    }

    private static CrashReproduction reproduced(
            Problem problem,
            StackTrace trace,
            CrashFindings findings,
            CrashCall call,
            Entry entry,
            Optional<Right> right,
            String why) {
        String type = trace.root().type();
        WrittenTest test = new TraceTestSource(problem.workspace(), entry, call, type).write(right, findings.tries());
        String lines = String.join(" ", call.statements());
        String detail = "Reproduced after " + findings.tries() + " calls: " + (lines.isEmpty() ? "" : lines + " ")
                + call.call() + " throws " + type + " at the frame of the trace"
                + (call.exact() ? "." : ", though it gets there by another way.")
                + (why.isEmpty() ? "" : "\n" + why);
        return new CrashReproduction(
                Optional.of(call),
                Optional.of(test),
                right.isPresent(),
                right.isPresent() ? RepairReason.NOT_REPRODUCED : RepairReason.RIGHT_BEHAVIOUR_UNKNOWN,
                findings.tries(),
                findings.entries(),
                detail);
    }

    private static String howFar(CrashFindings findings) {
        StringBuilder text = new StringBuilder();
        text.append(findings.tries())
                .append(" calls were tried, none threw it there. Nearest: ")
                .append(findings.closest())
                .append('.');
        if (!findings.unwritten().isEmpty()) {
            text.append("\nOne throws it, but no source of it compiles: ").append(findings.unwritten());
        }
        if (!findings.entries().isEmpty()) {
            text.append("\nTried through: ").append(String.join(", ", findings.entries()));
        }
        return text.toString();
    }
}
