package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/** The output of Karma: the browser, the names of suite and test in one, {@code FAILED}. */
final class KarmaTests implements TestOutput {
    private static final Pattern RED = Pattern.compile(
            "^(?:Chrome|Headless|Firefox|Safari|Edge|Opera|PhantomJS|jsdom)[\\w .-]{0,60} \\([^()]{1,60}\\) (\\S.{0,500}) FAILED\\s*$");

    @Override
    public String tool() {
        return "karma";
    }

    @Override
    public List<TestId> read(String line) {
        if (!line.endsWith("FAILED")) {
            return List.of();
        }
        Matcher red = RED.matcher(line);
        return red.find() ? List.of(new TestId("", red.group(1))) : List.of();
    }
}
