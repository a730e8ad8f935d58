package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The output of pytest, also when its work is spread over processes or red tests are tried again, and of unittest. */
final class PythonTests implements TestOutput {
    private static final String ID = "([^\\s:]+\\.py)((?:::[^:\\s\\[]+)*)::([^\\s\\[:]+(?:\\[.*?\\])?)";
    private static final String WORKER = "^(?:\\[gw\\d+\\] (?:\\[ *\\d+%\\] )?)?";
    private static final Pattern SUMMARY = Pattern.compile(WORKER + "(FAILED|ERROR|RERUN) " + ID + "(?: - .*|\\s*)$");
    private static final Pattern VERBOSE = Pattern.compile(
            WORKER + ID + " (FAILED|ERROR|RERUN|PASSED)(?:\\s+\\([^)]*\\))?(?:\\s+\\[ *\\d+%\\])?\\s*$");
    private static final Pattern WORKER_ENDED = Pattern.compile("^\\[gw\\d+\\] (?:\\[ *\\d+%\\] )?PASSED " + ID);
    private static final Pattern COLLECTION = Pattern.compile("^ERROR ([^\\s:]+\\.py)(?: - .*)?\\s*$");
    private static final Pattern UNITTEST = Pattern.compile("^(?:FAIL|ERROR): (\\w+) \\(([\\w.]+)\\)");

    private final Set<TestId> again = new HashSet<>();
    private final Set<TestId> flaky = new LinkedHashSet<>();

    @Override
    public String tool() {
        return "pytest";
    }

    @Override
    public List<TestId> read(String line) {
        if (!line.contains(".py") && !line.startsWith("FAIL: ") && !line.startsWith("ERROR: ")) {
            return List.of();
        }
        Matcher summary = SUMMARY.matcher(line);
        if (summary.find()) {
            return ended(summary.group(1), id(summary, 2));
        }
        Matcher verbose = VERBOSE.matcher(line);
        if (verbose.find()) {
            return ended(verbose.group(4), id(verbose, 1));
        }
        Matcher passed = WORKER_ENDED.matcher(line);
        if (passed.find()) {
            return ended("PASSED", id(passed, 1));
        }
        Matcher collection = COLLECTION.matcher(line);
        if (collection.find()) {
            return List.of(new TestId(collection.group(1), ""));
        }
        Matcher unittest = UNITTEST.matcher(line);
        return unittest.find() ? List.of(unittest(unittest.group(1), unittest.group(2))) : List.of();
    }

    private List<TestId> ended(String how, TestId id) {
        switch (how) {
            case "RERUN" -> again.add(id);
            case "PASSED" -> {
                if (again.contains(id)) {
                    flaky.add(id);
                }
            }
            default -> {
                return List.of(id);
            }
        }
        return List.of();
    }

    private static TestId id(Matcher matcher, int first) {
        return new TestId(matcher.group(first) + matcher.group(first + 1), matcher.group(first + 2));
    }

    /** {@code test_u (tests.test_cart.U)} before Python 3.11, {@code test_u (tests.test_cart.U.test_u)} since. */
    private static TestId unittest(String method, String place) {
        String end = "." + method;
        return new TestId(place.endsWith(end) ? place.substring(0, place.length() - end.length()) : place, method);
    }

    @Override
    public Set<TestId> flaky() {
        return flaky;
    }
}
