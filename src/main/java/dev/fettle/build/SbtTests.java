package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/** The output of sbt: the classes that it names at the end, and the tests of munit. */
final class SbtTests implements TestOutput {
    private static final Pattern HEADING = Pattern.compile("^\\[error\\] (?:Failed tests|Error during tests):\\s*$");
    private static final Pattern NAMED = Pattern.compile("^\\[error\\] \\t([\\w.$]+)\\s*$");
    private static final Pattern MUNIT =
            Pattern.compile("^(?:\\[error\\] )?==> X ([\\w.$]+)\\.([^.].*?)  [\\d.]+s\\b.*$");

    private boolean inside;

    @Override
    public String tool() {
        return "sbt";
    }

    @Override
    public List<TestId> read(String line) {
        if (!line.startsWith("[error] ") && !line.startsWith("==> X ")) {
            inside = false;
            return List.of();
        }
        Matcher munit = MUNIT.matcher(line);
        if (munit.find()) {
            return List.of(new TestId(munit.group(1), munit.group(2)));
        }
        Matcher named = NAMED.matcher(line);
        boolean red = inside && named.find();
        inside = red || HEADING.matcher(line).find();
        return red ? List.of(new TestId(named.group(1), "")) : List.of();
    }
}
