package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gradle's output of tests, also that of plugins that try a red test again. */
final class GradleTests implements TestOutput {
    private static final Pattern ENDED = Pattern.compile(
            "^((?:[a-z_][\\w]*\\.)*[A-Z][\\w$]*)(?: > (.+?))? > (\\S.*?)(?:\\(\\))? (FAILED|PASSED)(?: \\([\\d.]+m?s\\))?$");

    /** A class within the class; what is displayed of a method has blanks or begins small. */
    private static final Pattern NESTED = Pattern.compile("[A-Z][\\w$]*");

    private final Set<TestId> red = new HashSet<>();
    private final Set<TestId> flaky = new LinkedHashSet<>();

    @Override
    public String tool() {
        return "gradle";
    }

    @Override
    public List<TestId> read(String line) {
        if (!line.contains(" > ")) {
            return List.of();
        }
        Matcher ended = ENDED.matcher(line);
        if (!ended.find()) {
            return List.of();
        }
        TestId id = id(ended.group(1), ended.group(2), ended.group(3));
        if (ended.group(4).equals("PASSED")) {
            if (red.contains(id)) {
                flaky.add(id);
            }
            return List.of();
        }
        red.add(id);
        return List.of(id);
    }

    /** An invocation of a test with parameters is told as a child of the method. */
    private static TestId id(String outer, @org.jspecify.annotations.Nullable String between, String last) {
        if (between == null) {
            return new TestId(outer, last);
        }
        String className = outer;
        for (String part : between.split(" > ")) {
            className += NESTED.matcher(part).matches() ? "$" + part : "";
        }
        if (!last.startsWith("[")) {
            return new TestId(className, last);
        }
        String method = between.substring(between.lastIndexOf(" > ") < 0 ? 0 : between.lastIndexOf(" > ") + 3);
        int close = last.indexOf(']');
        return new TestId(className, method + (close < 0 ? last : last.substring(0, close + 1)));
    }

    @Override
    public Set<TestId> flaky() {
        return flaky;
    }
}
