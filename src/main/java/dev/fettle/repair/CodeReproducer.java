package dev.fettle.repair;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.repair.CodeTestWriter.Draft;
import dev.fettle.repair.CodeTestWriter.Made;
import dev.fettle.repair.CodeTestWriter.NotMade;
import dev.fettle.repair.Reproduction.WrittenTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries the code that an issue shows. A block counts when it compiles as a test, fails twice, and fails in the way that the issue says: with the exception of its trace at the same place, with an
 * exception that its words name, or, where they name none, by an assertion of its own.
 */
final class CodeReproducer {
    private static final Pattern ASSERTION =
            Pattern.compile("(?:AssertionError|AssertionFailedError|ComparisonFailure|MultipleFailuresError)$");
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*(?:Exception|Error))\\b");
    private static final int LONGEST_DIAGNOSIS = 300;

    private final CodeTestWriter writer;
    private final Runner runner;

    /** How a test is run: in a fresh sandbox, alone, with its file added to the tree. */
    @FunctionalInterface
    interface Runner {
        TestRun run(Problem problem, Map<String, String> extra, List<TestId> only, Duration limit);
    }

    CodeReproducer(CodeTestWriter writer, Runner runner) {
        this.writer = writer;
        this.runner = runner;
    }

    /**
     * What came of it.
     *
     * @param reproduction empty where no block can be used
     * @param reason why not; ignored when there is one
     * @param howFar what became of each block, a line each
     */
    record Tried(Optional<Reproduction> reproduction, RepairReason reason, String howFar) {}

    Tried reproduce(
            Problem problem, ReportedCode code, TestReport baseline, Supplier<Duration> limit, Progress progress) {
        List<String> lines = new ArrayList<>();
        RepairReason reason = RepairReason.NOT_REPRODUCED;
        int number = 0;
        for (Draft draft : writer.write(problem, code)) {
            number++;
            progress.note("trying the issue's code, block " + number);
            One one = draft instanceof Made made
                    ? one(problem, code, made, limit)
                    : new One(null, RepairReason.NOT_REPRODUCED, ((NotMade) draft).why());
            if (one.red() != null && draft instanceof Made made) {
                Set<TestId> redBefore = new LinkedHashSet<>();
                baseline.red().forEach(outcome -> redBefore.add(outcome.id()));
                return new Tried(
                        Optional.of(new Reproduction(one.red(), baseline, redBefore, Set.of(), made.test())),
                        one.reason(),
                        "");
            }
            reason = one.reason() == RepairReason.NOT_REPRODUCED ? reason : one.reason();
            lines.add("Block " + number + " of the issue's code: " + one.what() + ".");
        }
        return new Tried(Optional.empty(), reason, String.join("\n", lines));
    }

    private record One(@Nullable List<TestOutcome> red, RepairReason reason, String what) {}

    private One one(Problem problem, ReportedCode code, Made made, Supplier<Duration> limit) {
        WrittenTest test = made.test();
        TestRun first = run(problem, test, limit);
        if (first.end() == TestRun.End.DOES_NOT_BUILD) {
            return not("does not compile: " + oneLine(first.diagnosis()));
        }
        if (first.end() != TestRun.End.RED && first.end() != TestRun.End.PASSED) {
            return not("did not run: " + oneLine(first.diagnosis()));
        }
        List<TestOutcome> red = red(first, test);
        if (red.isEmpty()) {
            return not("passes");
        }
        Optional<String> otherWay = otherWay(problem, code, made, red.get(0));
        if (otherWay.isPresent()) {
            return new One(null, RepairReason.OTHER_FAILURE, otherWay.get());
        }
        if (!type(red.get(0))
                .equals(red(run(problem, test, limit), test).stream()
                        .findFirst()
                        .map(CodeReproducer::type)
                        .orElse(""))) {
            return new One(null, RepairReason.FLAKY, "fails, and not each time");
        }
        String fails = "fails as the issue says, with " + type(red.get(0));
        if (!made.asserts()) {
            return new One(
                    null,
                    RepairReason.RIGHT_BEHAVIOUR_UNKNOWN,
                    fails + "; it asserts nothing, so a person must say what is right");
        }
        if (!code.mayBeKept()) {
            return new One(
                    null,
                    RepairReason.RIGHT_BEHAVIOUR_UNKNOWN,
                    fails + "; its author has no write access, so a person must make the test of it");
        }
        return new One(red, RepairReason.NOT_REPRODUCED, fails);
    }

    private static One not(String what) {
        return new One(null, RepairReason.NOT_REPRODUCED, what);
    }

    /** How a failure differs from what the issue says; empty when it does not. */
    private static Optional<String> otherWay(Problem problem, ReportedCode code, Made made, TestOutcome red) {
        String type = type(red);
        boolean assertion = ASSERTION.matcher(type).find();
        StackTrace trace = problem.trace();
        if (trace != null && !trace.root().type().isEmpty()) {
            boolean same = type.equals(trace.root().type())
                    || simple(type).equals(simple(trace.root().type()));
            return same && passes(red, trace)
                    ? Optional.empty()
                    : Optional.of("fails with " + type + ", not with the "
                            + trace.root().type() + " of the issue's trace at its place");
        }
        Set<String> named = new LinkedHashSet<>();
        Matcher matcher = NAMED.matcher(code.prose());
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        boolean said = named.contains(simple(type)) || named.isEmpty() && assertion && made.asserts();
        return said
                ? Optional.empty()
                : Optional.of("fails with " + type + ", of which the issue does not speak"
                        + (named.isEmpty() ? "" : " (it names " + String.join(", ", named) + ")"));
    }

    /** Whether it was thrown at the frame of the trace: the topmost one that is not the platform's. */
    private static boolean passes(TestOutcome red, StackTrace trace) {
        TestOutcome.Failure failure = red.failure();
        return failure != null
                && trace.root().frames().stream()
                        .filter(frame -> !frame.isJdk())
                        .findFirst()
                        .map(frame -> failure.stackTrace().contains(place(frame)))
                        .orElse(true);
    }

    private static String place(Frame frame) {
        return frame.className() + "." + frame.method() + "(";
    }

    private TestRun run(Problem problem, WrittenTest test, Supplier<Duration> limit) {
        return runner.run(problem, Map.of(test.path(), test.source()), List.of(test.id()), limit.get());
    }

    private static List<TestOutcome> red(TestRun run, WrittenTest test) {
        return run.report().red().stream()
                .filter(outcome -> Reproducer.same(test.id(), outcome.id()))
                .toList();
    }

    private static String type(TestOutcome outcome) {
        TestOutcome.Failure failure = outcome.failure();
        return failure == null ? "" : failure.type();
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_DIAGNOSIS ? line : line.substring(0, LONGEST_DIAGNOSIS) + "…";
    }
}
