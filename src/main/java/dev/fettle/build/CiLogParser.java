package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.CiFailure.CompileError;
import dev.fettle.build.CiFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the log of a CI run: which tests are red, what does not compile, or what else stopped it. Linear in the log's length; never throws for what it holds. */
public final class CiLogParser {
    /** Most lines of an excerpt. */
    public static final int EXCERPT_LINES = 60;

    private static final int MAX_LINES_EACH_END = 100_000;
    private static final int MAX_TESTS = 2_000;
    private static final int MAX_COMPILE_ERRORS = 200;
    private static final int MAX_BYTES_EACH_END = 16 << 20;
    private static final int LONGEST_CAUSE = 300;
    private static final int EXCERPT_BEFORE = 5;

    private CiLogParser() {}

    /** Reads a log's bytes, taken as UTF-8; of a very long one its start and its end. */
    public static CiFailure parse(byte[] log) {
        if (log.length <= 2 * MAX_BYTES_EACH_END) {
            return parse(new String(log, StandardCharsets.UTF_8));
        }
        String start = new String(log, 0, MAX_BYTES_EACH_END, StandardCharsets.UTF_8);
        String end = new String(log, log.length - MAX_BYTES_EACH_END, MAX_BYTES_EACH_END, StandardCharsets.UTF_8);
        return parse(start + "\n" + end);
    }

    /** Reads a log. */
    public static CiFailure parse(String log) {
        List<String> lines = LogText.lines(log, MAX_LINES_EACH_END);
        Set<TestId> tests = new LinkedHashSet<>();
        List<CompileError> compileErrors = new ArrayList<>();
        TestLines reader = new TestLines();
        CiStops stop = new CiStops();
        int first = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            List<TestId> red = reader.read(line);
            CompileError error = CompileErrors.read(lines, i);
            if (tests.size() < MAX_TESTS) {
                tests.addAll(red);
            }
            if (error != null && compileErrors.size() < MAX_COMPILE_ERRORS && !compileErrors.contains(error)) {
                compileErrors.add(error);
            }
            stop.look(line, i);
            if (first < 0 && (!red.isEmpty() || error != null)) {
                first = i;
            }
        }
        if (tests.isEmpty()) {
            tests.addAll(reader.fromSummary());
        }
        Set<TestId> flaky = reader.flaky();
        withoutFlaky(tests, flaky);
        Kind kind = !tests.isEmpty()
                ? Kind.TEST
                : !compileErrors.isEmpty() ? Kind.COMPILE : !flaky.isEmpty() ? Kind.FLAKY : stop.kind();
        boolean code = kind == Kind.TEST || kind == Kind.COMPILE || kind == Kind.FLAKY;
        int at = code && first >= 0 ? first : stop.line() >= 0 ? stop.line() : lastError(lines);
        int told = tests.isEmpty() ? at : TestSection.of(lines, tests.iterator().next(), at);
        return new CiFailure(
                kind,
                reader.tool(),
                List.copyOf(tests),
                List.copyOf(flaky),
                compileErrors,
                trace(lines, told),
                String.join("\n", excerpt(lines, told)),
                cause(lines, at));
    }

    /** Tests that were green when they were tried again are not what made the run red; a class in a report may lack its package. */
    private static void withoutFlaky(Set<TestId> tests, Set<TestId> flaky) {
        tests.removeIf(test -> flaky.stream()
                .anyMatch(other -> other.steadyMethod().equals(test.steadyMethod())
                        && (other.className().equals(test.className())
                                || other.className().endsWith("." + test.className()))));
    }

    private static String cause(List<String> lines, int at) {
        String line = at >= 0 && at < lines.size() ? lines.get(at).strip() : "";
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE);
    }

    private static int lastError(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher error = ERROR_LINE.matcher(lines.get(i));
            if (error.find()) {
                return i;
            }
        }
        return Math.max(0, lines.size() - EXCERPT_LINES);
    }

    private static final Pattern ERROR_LINE = Pattern.compile("(?i)\\berror\\b");

    /** The first trace from a line on; where there is none, the last before it. */
    private static @Nullable StackTrace trace(List<String> lines, int at) {
        Optional<StackTrace> after = StackTraceParser.parse(String.join("\n", from(lines, at)));
        if (after.isPresent()) {
            return after.get();
        }
        List<StackTrace> before = StackTraceParser.parseAll(
                String.join("\n", lines.subList(Math.max(0, at - MOST_BEFORE), Math.min(lines.size(), at + 1))));
        return before.isEmpty() ? null : before.get(before.size() - 1);
    }

    private static final int MOST_BEFORE = 500;

    private static List<String> from(List<String> lines, int at) {
        return lines.subList(Math.max(0, at - EXCERPT_BEFORE), Math.min(lines.size(), at + 2_000));
    }

    private static List<String> excerpt(List<String> lines, int at) {
        int start = Math.max(0, at - EXCERPT_BEFORE);
        return lines.subList(start, Math.min(lines.size(), start + EXCERPT_LINES));
    }
}
