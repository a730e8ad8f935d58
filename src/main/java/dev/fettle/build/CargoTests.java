package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/** The output of {@code cargo test}. A module is named after the path before its last part. */
final class CargoTests implements TestOutput {
    private static final Pattern RED =
            Pattern.compile("^test (\\S+)(?: - should panic)? \\.\\.\\. FAILED(?: \\([\\d.]+s\\))?$");
    private static final Pattern NEXTEST =
            Pattern.compile("^\\s+(?:FAIL|TIMEOUT|SIGABRT) \\[ *[\\d.]+s\\] (?:\\(\\d+/\\d+\\) )?(\\S+) (\\S+)$");
    private static final Pattern DOC = Pattern.compile("^test (\\S+\\.rs) - (\\S+) \\(line \\d+\\) \\.\\.\\. FAILED$");

    @Override
    public String tool() {
        return "cargo";
    }

    @Override
    public List<TestId> read(String line) {
        if (!line.startsWith("test ") && !line.contains(" [")) {
            return List.of();
        }
        Matcher doc = DOC.matcher(line);
        if (doc.find()) {
            return List.of(new TestId(doc.group(1), doc.group(2)));
        }
        Matcher red = RED.matcher(line);
        if (red.find()) {
            return List.of(id(red.group(1)));
        }
        Matcher nextest = NEXTEST.matcher(line);
        return nextest.find() ? List.of(id(nextest.group(2))) : List.of();
    }

    private static TestId id(String path) {
        int last = path.lastIndexOf("::");
        return last < 0 ? new TestId("", path) : new TestId(path.substring(0, last), path.substring(last + 2));
    }
}
