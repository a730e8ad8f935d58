package dev.fettle.repair.template;

import dev.fettle.build.TestOutcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a red test broke off.
 *
 * @param line of the test's own method, 0 when its trace does not say
 * @param threw whether something else than an assertion of the test ended it
 */
record BreakOff(int line, boolean threw) {
    private static final int LONGEST_LINE = 9;

    static BreakOff of(TestOutcome outcome) {
        TestOutcome.Failure failure = outcome.failure();
        boolean threw = outcome.status() != TestOutcome.Status.FAILED;
        if (failure == null) {
            return new BreakOff(0, threw);
        }
        String own = outcome.id().className() + "." + outcome.id().plainMethod() + "(";
        Matcher frame = Pattern.compile("(?m)^\\s*at (?:[\\w.@-]*/){0,2}" + Pattern.quote(own) + "[^:()]*:(\\d{1,"
                        + LONGEST_LINE + "})\\)")
                .matcher(failure.stackTrace());
        return new BreakOff(frame.find() ? Integer.parseInt(frame.group(1)) : 0, threw);
    }

    /** Whether more of the test ran than before: it broke off at a later line, or what threw on this line gave an answer now. */
    boolean isPast(BreakOff before) {
        if (line == 0 || before.line == 0) {
            return false;
        }
        return line > before.line || line == before.line && before.threw && !threw;
    }
}
