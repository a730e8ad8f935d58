package dev.fettle.repair;

import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tests that were red are green, and nothing else became red, in a clean checkout, a full build and a fresh sandbox.
 * Constructed only by {@link Prover}.
 */
public final class RedGreen implements Proof {
    private final List<TestOutcome> red;
    private final List<TestOutcome> green;
    private final TestReport before;
    private final TestReport after;
    private final Duration suiteBefore;
    private final Duration suiteAfter;
    private final String command;
    private final String suiteCommand;

    RedGreen(
            List<TestOutcome> red,
            List<TestOutcome> green,
            TestReport before,
            TestReport after,
            Duration suiteBefore,
            Duration suiteAfter,
            String command,
            String suiteCommand) {
        this.red = List.copyOf(red);
        this.green = List.copyOf(green);
        this.before = before;
        this.after = after;
        this.suiteBefore = suiteBefore;
        this.suiteAfter = suiteAfter;
        this.command = command;
        this.suiteCommand = suiteCommand;
    }

    /**
     * The same proof with its outcomes told in other words: what leaves the engine is redacted. Which tests they are and how they ended stays.
     *
     * @param retelling of one outcome; returns the same for the same
     */
    public RedGreen retold(UnaryOperator<TestOutcome> retelling) {
        return new RedGreen(
                red.stream().map(retelling).toList(),
                green.stream().map(retelling).toList(),
                new TestReport(before.outcomes().stream().map(retelling).toList()),
                new TestReport(after.outcomes().stream().map(retelling).toList()),
                suiteBefore,
                suiteAfter,
                command,
                suiteCommand);
    }

    /** The tests before, red. */
    public List<TestOutcome> red() {
        return red;
    }

    /** The same tests after, green. */
    public List<TestOutcome> green() {
        return green;
    }

    /** The whole suite before. */
    public TestReport before() {
        return before;
    }

    /** The whole suite after. */
    public TestReport after() {
        return after;
    }

    public Duration suiteBefore() {
        return suiteBefore;
    }

    public Duration suiteAfter() {
        return suiteAfter;
    }

    /** One command with which a person can see it. */
    public String command() {
        return command;
    }

    /** The command that runs the whole suite. */
    public String suiteCommand() {
        return suiteCommand;
    }
}
