package dev.fettle.build.maven;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.CiFailure;
import dev.fettle.build.CiLogParser;
import dev.fettle.build.JUnitXml;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.build.TestRun.End;
import dev.fettle.sandbox.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges one run of Maven by its exit code, its reports and what it printed. The printed text only ever makes the verdict worse. */
final class MavenLog {
    private static final TestReport NOTHING = new TestReport(List.of());
    private static final Pattern SKIPPED_MODULE = Pattern.compile("(?m)^\\[INFO\\] .{1,200}\\. SKIPPED$");
    private static final Pattern TOTAL = Pattern.compile(
            "(?m)^(?:\\[(?:INFO|WARNING|ERROR)\\] )?Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: \\d+(?:, Flakes: \\d+)?\\s*$");
    private static final Pattern TESTS_SKIPPED = Pattern.compile("Tests are skipped\\.|Not compiling test sources");
    private static final Pattern CRASH = Pattern.compile(
            "The forked VM terminated without (?:properly )?saying (?:properly )?goodbye|VM crash or System\\.exit called|The fork(?:ed)? (?:JVM|VM) terminated");
    /** What Surefire says, with the reason in the next line, where a test throws what JUnit does not catch, as running out of memory. */
    private static final Pattern BROKEN_OFF =
            Pattern.compile("There was an error in the forked process\\s+\\[ERROR\\] (\\S.*)");
    /** The most telling first. */
    private static final List<Pattern> MISSING = List.of(
            Pattern.compile("the artifact (\\S+) has not been downloaded"),
            Pattern.compile("(?:Could not find artifact|Failure to find) (\\S+)"),
            Pattern.compile("following artifacts could not be resolved: ([^,\\s]+)"),
            Pattern.compile("(?s)Missing:\\s+-+\\s+1\\) (\\S+)"), // as plugins of Maven 2 say it
            Pattern.compile("Plugin (\\S+) or one of its dependencies could not be resolved"));

    private static final Pattern WRONG_JDK = Pattern.compile(
            "invalid target release: \\S+|release version \\d+ not supported|Source option \\d+ is no longer supported.{0,80}|Detected JDK .{0,200}|class file has wrong version [\\d.]+, should be [\\d.]+|has been compiled by a more recent version of the Java Runtime.{0,120}|No toolchain (?:found|matched).{0,120}|Cannot find matching toolchain definitions.{0,160}|The plugin \\S+ requires Maven version [^\\s]+");
    private static final Pattern MACHINE = Pattern.compile(
            "No space left on device|Disk quota exceeded|There is insufficient memory for the Java Runtime|Cannot allocate memory|unable to create native thread|Error occurred during initialization of VM");
    private static final Pattern ERROR = Pattern.compile("(?m)^\\[ERROR\\] (\\S.*)$");
    /** The line below "cannot find symbol". */
    private static final Pattern SYMBOL = Pattern.compile("(?m)^(?:\\[ERROR\\])?\\s+symbol:\\s+(\\S.*?)\\s*$");

    private static final int LONGEST = 400;

    private final Execution execution;
    private final String text;

    MavenLog(Execution execution) {
        this.execution = execution;
        this.text = execution.stdout() + "\n" + execution.stderr();
    }

    /** Whether Maven left modules out because others failed. */
    static boolean skippedModules(String text) {
        return SKIPPED_MODULE.matcher(text).find();
    }

    TestRun compiled() {
        TestRun stopped = stopped();
        if (stopped != null) {
            return stopped;
        }
        return execution.exitCode() == 0 ? run(End.PASSED, NOTHING, "") : notBuilt();
    }

    TestRun tested(JUnitXml.Reading reports) {
        TestRun stopped = stopped();
        if (stopped != null) {
            return stopped;
        }
        TestReport report = withCrashed(reports.report());
        if (!report.red().isEmpty()) {
            return run(End.RED, report, "");
        }
        boolean built = execution.exitCode() == 0;
        if (built && redByCount()) {
            return run(
                    End.ENVIRONMENT,
                    NOTHING,
                    "The reports say that no test is red, and Maven counted red ones: they are not to be trusted.");
        }
        if (built && reports.damaged() > 0) {
            return run(End.ENVIRONMENT, NOTHING, reports.damaged() + " test report(s) cannot be read to the end.");
        }
        boolean ran = report.outcomes().stream().anyMatch(outcome -> outcome.status() != Status.SKIPPED);
        if (built) {
            return ran ? run(End.PASSED, report, "") : run(End.NO_TESTS, NOTHING, whyNoTests(report));
        }
        if (text.contains("No tests were executed") || text.contains("No tests matching pattern")) {
            return run(End.NO_TESTS, NOTHING, whyNoTests(report));
        }
        return notBuilt();
    }

    private @Nullable TestRun stopped() {
        return switch (execution.end()) {
            case TIMED_OUT -> run(End.TIMED_OUT, NOTHING, "It did not end within " + seconds(execution.wall()) + ".");
            case OUT_OF_MEMORY -> run(End.ENVIRONMENT, NOTHING, "The build ran out of memory.");
            case KILLED ->
                run(End.ENVIRONMENT, NOTHING, "The build was killed (exit code " + execution.exitCode() + ").");
            case NOT_STARTED ->
                run(
                        End.ENVIRONMENT,
                        NOTHING,
                        "Maven could not be started in the sandbox: "
                                + bounded(execution.stderr().strip()));
            case EXITED -> null;
        };
    }

    /** A test that ends its JVM has no report. Surefire names its class when it can; else no more is known than that one did. */
    private TestReport withCrashed(TestReport report) {
        Matcher crash = CRASH.matcher(text);
        if (execution.exitCode() == 0 || !crash.find()) {
            return report;
        }
        List<TestOutcome> outcomes = new ArrayList<>(report.outcomes());
        for (TestId test : CiLogParser.parse(text).tests()) {
            if (test.method().isEmpty()) {
                outcomes.removeIf(outcome -> outcome.id().equals(test));
                outcomes.add(new TestOutcome(
                        test,
                        Status.ERROR,
                        Duration.ZERO,
                        new Failure(
                                "",
                                "The JVM ended while this class was tested: a crash, or a call of System.exit.",
                                "")));
            }
        }
        return new TestReport(outcomes);
    }

    /** Maven's own count, which comes over its channel to the tests' JVM and not from the reports. */
    private boolean redByCount() {
        Matcher total = TOTAL.matcher(text);
        while (total.find()) {
            if (!total.group(2).equals("0") || !total.group(3).equals("0")) {
                return true;
            }
        }
        return false;
    }

    private String whyNoTests(TestReport report) {
        if (!report.outcomes().isEmpty()) {
            return "All " + report.outcomes().size() + " tests are skipped.";
        }
        return TESTS_SKIPPED.matcher(text).find()
                ? "The build itself says that its tests are skipped (skipTests or maven.test.skip)."
                : "Maven found no test to run.";
    }

    private TestRun notBuilt() {
        for (Pattern pattern : MISSING) {
            Matcher missing = pattern.matcher(text);
            if (missing.find()) {
                return run(End.ENVIRONMENT, NOTHING, "The build needs what was not fetched: " + missing.group(1) + ".");
            }
        }
        for (Pattern pattern : List.of(WRONG_JDK, MACHINE)) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return run(End.ENVIRONMENT, NOTHING, bounded(matcher.group()) + ".");
            }
        }
        if (CRASH.matcher(text).find()) {
            return run(End.ENVIRONMENT, NOTHING, "The JVM of the tests ended without a word.");
        }
        Matcher broken = BROKEN_OFF.matcher(text);
        if (broken.find()) {
            return run(
                    End.ENVIRONMENT,
                    NOTHING,
                    "The JVM of the tests broke off before all of them had run: " + bounded(broken.group(1)) + ".");
        }
        CiFailure failure = CiLogParser.parse(text);
        if (!failure.compileErrors().isEmpty()) {
            return run(End.DOES_NOT_BUILD, NOTHING, bounded(compileErrors(failure.compileErrors())));
        }
        Matcher error = ERROR.matcher(text);
        return run(
                End.DOES_NOT_BUILD,
                NOTHING,
                error.find()
                        ? bounded(local(error.group(1)))
                        : "Maven ended with exit code " + execution.exitCode() + " and no error line.");
    }

    /** The first one whole, and how many there are. */
    private String compileErrors(List<CiFailure.CompileError> errors) {
        CiFailure.CompileError first = errors.get(0);
        Matcher symbol = SYMBOL.matcher(text.substring(Math.max(0, text.indexOf(first.message()))));
        String which =
                first.message().equals("cannot find symbol") && symbol.find() ? " (" + symbol.group(1) + ")" : "";
        String more = errors.size() > 1 ? "; and " + (errors.size() - 1) + " more" : "";
        return local(first.toString()) + which + more;
    }

    /** Paths without the sandbox's folder, which means nothing to a person. */
    private static String local(String line) {
        int source = line.indexOf("/src/");
        int begin = line.startsWith("/") && source > 0 ? source + 1 : 0;
        return line.substring(begin);
    }

    private static String bounded(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private TestRun run(End end, TestReport report, String diagnosis) {
        return new TestRun(end, report, execution, diagnosis);
    }
}
