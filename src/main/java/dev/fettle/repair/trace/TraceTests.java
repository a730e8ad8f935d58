package dev.fettle.repair.trace;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.StackTrace;
import dev.fettle.build.TestId;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.TraceTestWriter;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a test for a stack trace. For each of the project's own methods on the trace, from the one that threw outwards, simple inputs are tried in the sandbox until
 * the same exception is thrown at the same place; the test then asks for what the method's own documentation says is right. Where it says nothing, there is no test.
 */
public final class TraceTests implements TraceTestWriter {
    private static final int MOST_ENTRIES = 4;
    private static final String RESULT = "fettle-trace-search.txt";
    private final Sandboxes sandboxes;

    public TraceTests(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public Outcome write(Problem problem, Duration limit, Progress progress) {
        StackTrace trace = problem.trace();
        if (trace == null) {
            return none(RepairReason.NOT_REPRODUCED, "There is no stack trace.");
        }
        List<Entry> entries = Entry.of(trace, problem.project(), problem.workspace()).stream()
                .limit(MOST_ENTRIES)
                .toList();
        if (entries.isEmpty()) {
            return none(
                    RepairReason.NOT_REPRODUCED,
                    "No frame of the " + trace.root().type() + " is in this project's sources.");
        }
        List<String> far = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.module().framework() == TestFramework.NONE
                    || entry.module().tests().isEmpty()) {
                far.add(entry.path() + ": its module has no test framework");
                continue;
            }
            String name = entry.frame().className() + "." + entry.frame().method();
            progress.note("searching inputs of " + name);
            String found = search(problem, trace, entries.get(0), entry, limit);
            Optional<SearchResult> result = SearchResult.parse(found);
            if (result.isEmpty()) {
                far.add(name + ": " + SearchResult.tries(found) + " calls with simple values, none threw it there");
                continue;
            }
            return fromCall(problem, trace, entry, result.get());
        }
        return none(RepairReason.NOT_REPRODUCED, String.join("\n", far));
    }

    private Outcome fromCall(Problem problem, StackTrace trace, Entry entry, SearchResult result) {
        String type = trace.root().type();
        String reproduced = "Reproduced after " + result.tries() + " calls: " + result.call() + " throws " + type
                + " at " + entry.frame().className() + "." + entry.frame().method() + ".";
        String source = problem.workspace().read(entry.path()).orElse("");
        String method = entry.frame().method().equals("<init>")
                ? entry.simpleName()
                : entry.frame().method();
        Optional<Contract> contract = Contract.find(source, method, result.parameters());
        if (contract.isEmpty()) {
            return none(
                    RepairReason.RIGHT_BEHAVIOUR_UNKNOWN,
                    reproduced + "\nThe method has no documentation that says what is right.");
        }
        if (contract.get().announces(type)) {
            return none(
                    RepairReason.RIGHT_BEHAVIOUR_UNKNOWN,
                    reproduced + "\nIts documentation announces this very exception.");
        }
        Optional<String> assertion = contract.get()
                .promises(result.kinds())
                .flatMap(promise -> Assertion.of(promise, result.returns(), result.call()));
        if (assertion.isEmpty()) {
            return none(
                    RepairReason.RIGHT_BEHAVIOUR_UNKNOWN,
                    reproduced + "\nIts documentation does not say what is right for this input.");
        }
        WrittenTest test = new TraceTestSource(problem.workspace(), entry, result, assertion.get(), type).write();
        return new Outcome(Optional.of(test), RepairReason.NOT_REPRODUCED, reproduced);
    }

    private static Outcome none(RepairReason reason, String detail) {
        return new Outcome(Optional.empty(), reason, detail);
    }

    /** Runs the search in a fresh sandbox; what it wrote, "" when it did not run. */
    private String search(Problem problem, StackTrace trace, Entry place, Entry entry, Duration limit) {
        Project.Module module = entry.module();
        SearchSource search = new SearchSource(
                entry,
                place,
                trace.root(),
                problem.workspace().read(entry.path()).orElse(""));
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            String folder = module.tests().get(0)
                    + (entry.packageName().isEmpty()
                            ? ""
                            : "/" + entry.packageName().replace('.', '/'));
            sandbox.write(
                    folder + "/" + SearchSource.NAME + ".java", search.text().getBytes(StandardCharsets.UTF_8));
            TestId id = new TestId(
                    (entry.packageName().isEmpty() ? "" : entry.packageName() + ".") + SearchSource.NAME, "testSearch");
            TestRun run = problem.tool().test(sandbox, problem.project(), List.of(id), limit);
            byte[] written = sandbox.collect(List.of(RESULT, "**/" + RESULT), 64 << 10).files().values().stream()
                    .findFirst()
                    .orElse(new byte[0]);
            return run.end() == TestRun.End.PASSED ? new String(written, StandardCharsets.UTF_8) : "";
        }
    }
}
