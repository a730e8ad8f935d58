package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.CiFailure.CompileError;
import dev.fettle.build.CiFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the log of a CI run: which tests are red, what does not compile, or what else stopped it. Linear in the log's length; never throws for what it holds. */
public final class CiLogParser {
    /** Most lines of an excerpt. */
    public static final int EXCERPT_LINES = 60;

    private static final int MAX_LINES_EACH_END = 100_000;
    private static final int MAX_TESTS = 2_000;
    private static final int MAX_COMPILE_ERRORS = 200;
    private static final int EXCERPT_BEFORE = 5;

    private static final Pattern DEPENDENCY = Pattern.compile(
            "Could not resolve dependencies for project|Could not find artifact |Could not transfer artifact |Non-resolvable (?:parent POM|import POM)|or one of its dependencies could not be resolved|Could not resolve all (?:files|dependencies|artifacts)|No matching distribution found for|npm (?:ERR!|error) (?:code )?(?:E404|ETARGET|ERESOLVE)|ModuleNotFoundError: No module named|: unknown revision |cannot find module providing package");
    private static final Pattern TIMEOUT = Pattern.compile(
            "has exceeded the maximum execution time|exceeded the maximum time limit|The action '.{0,200}' has timed out|There was a timeout or other error in the fork|panic: test timed out after|Process completed with exit code 124\\b|Execution failed.{0,100}timeout");
    private static final Pattern INFRASTRUCTURE = Pattern.compile(
            "No space left on device|The runner has received a shutdown signal|lost communication with the server|The hosted runner .{0,100}lost|Process completed with exit code 137\\b|Cannot allocate memory|Could not resolve host|Temporary failure in name resolution|50[234] (?:Service|Bad|Gateway)|error connecting to |Received unexpected status code 5\\d\\d|The operation was canceled|toomanyrequests|There is insufficient memory for the Java Runtime");

    private CiLogParser() {}

    /** Reads a log's bytes, taken as UTF-8. */
    public static CiFailure parse(byte[] log) {
        return parse(new String(log, StandardCharsets.UTF_8));
    }

    /** Reads a log. */
    public static CiFailure parse(String log) {
        List<String> lines = LogText.lines(log, MAX_LINES_EACH_END);
        Set<TestId> tests = new LinkedHashSet<>();
        List<CompileError> compileErrors = new ArrayList<>();
        TestLines reader = new TestLines();
        Found stop = new Found();
        int first = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            List<TestId> red = reader.read(line);
            CompileError error = CompileErrors.read(line);
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
        Kind kind = !tests.isEmpty() ? Kind.TEST : !compileErrors.isEmpty() ? Kind.COMPILE : stop.kind;
        int at = first >= 0 ? first : stop.line >= 0 ? stop.line : lastError(lines);
        return new CiFailure(
                kind,
                reader.tool(),
                List.copyOf(tests),
                compileErrors,
                StackTraceParser.parse(String.join("\n", from(lines, at))).orElse(null),
                String.join("\n", excerpt(lines, at)));
    }

    /** What stopped a run that shows neither a red test nor a compile error. */
    private static final class Found {
        private Kind kind = Kind.UNKNOWN;
        private int line = -1;

        void look(String text, int number) {
            if (kind == Kind.DEPENDENCY) {
                return;
            }
            Kind now = DEPENDENCY.matcher(text).find()
                    ? Kind.DEPENDENCY
                    : TIMEOUT.matcher(text).find()
                            ? Kind.TIMEOUT
                            : INFRASTRUCTURE.matcher(text).find() ? Kind.INFRASTRUCTURE : Kind.UNKNOWN;
            boolean stronger = now != Kind.UNKNOWN && (kind == Kind.UNKNOWN || now == Kind.DEPENDENCY);
            if (stronger) {
                kind = now;
                line = number;
            }
        }
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

    private static List<String> from(List<String> lines, int at) {
        return lines.subList(Math.max(0, at - EXCERPT_BEFORE), Math.min(lines.size(), at + 2_000));
    }

    private static List<String> excerpt(List<String> lines, int at) {
        int start = Math.max(0, at - EXCERPT_BEFORE);
        return lines.subList(start, Math.min(lines.size(), start + EXCERPT_LINES));
    }
}
