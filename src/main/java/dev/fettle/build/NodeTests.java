package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The output of test runners on Node: jest, Vitest, mocha, node:test in both of its forms, Playwright. */
final class NodeTests implements TestOutput {
    private static final String FILE = "(\\S+\\.[cm]?[jt]sx?)";
    private static final Pattern FAIL_FILE = Pattern.compile("^\\s*FAIL\\s+(?:\\|[^|]+\\|\\s+|[\\w.@()-]+\\s+)?" + FILE
            + "(?: > (.+?))?(?: \\[ .* \\])?(?: \\([\\d.]+ m?s\\))?(?: [\\d.]+m?s)?$");
    private static final Pattern JEST = Pattern.compile("^\\s{0,4}● (\\S.*)$");
    private static final Pattern NO_TEST = Pattern.compile(
            "^(?:Console|Validation .*|Deprecation .*|Cannot log after tests are done.*|Test suite failed to run|process\\.exit called.*)$");
    private static final Pattern VITEST_AGAIN = Pattern.compile("^\\s*✓ (.+?)(?: [\\d.]+m?s)? \\(retry x\\d+\\)");
    private static final Pattern MOCHA_TOTAL = Pattern.compile("^\\s+\\d+ failing$");
    private static final Pattern MOCHA = Pattern.compile("^\\s{2,}\\d+\\) (.+)$");
    private static final Pattern TAP = Pattern.compile("^(\\s*)not ok \\d+ (?:- )?(.+?)(?: # .*)?$");
    private static final Pattern TAP_PLACE = Pattern.compile("^\\s+location: '(.+?):\\d+:\\d+'");
    private static final Pattern TEST_AT = Pattern.compile("^test at (.+?):\\d+:\\d+$");
    private static final Pattern SPEC = Pattern.compile("^(\\s*)✖ (.+?) \\([\\d.]+ms\\)$");
    private static final Pattern PLAYWRIGHT =
            Pattern.compile("^\\s+\\d+\\) (?:\\[[^\\]]+\\] › )?" + FILE + ":\\d+:\\d+ › (.+?)(?: ─+)?$");
    private static final Pattern PLAYWRIGHT_PART = Pattern.compile("^\\s+\\d+ (failed|flaky)$");
    private static final Pattern PLAYWRIGHT_LISTED =
            Pattern.compile("^\\s{4,}(?:\\[[^\\]]+\\] › )?" + FILE + ":\\d+:\\d+ › (.+?)(?: ─+)?$");

    private final Set<TestId> flaky = new LinkedHashSet<>();
    private final Set<TestId> specs = new LinkedHashSet<>();
    private String file = "";
    private String place = "";
    private String part = "";
    private boolean mocha;
    private @Nullable StringBuilder title;
    private @Nullable String tap;

    @Override
    public String tool() {
        return "node";
    }

    @Override
    public List<TestId> read(String line) {
        List<TestId> found = tapDetail(line);
        if (!found.isEmpty()) {
            return found;
        }
        if (title != null) {
            return mochaTitle(line, title);
        }
        if (line.contains("FAIL")) {
            found = failed(line);
        } else if (line.indexOf('●') >= 0) {
            found = jest(line);
        } else if (line.indexOf('✓') >= 0) {
            vitest(line);
        } else if (line.contains("not ok ")) {
            tap(line);
        } else if (line.indexOf('✖') >= 0 || line.startsWith("test at ")) {
            found = spec(line);
        } else if (line.startsWith("  ") && (line.contains(") ") || line.indexOf('›') > 0 || line.length() < 30)) {
            found = numbered(line);
        }
        return found;
    }

    private List<TestId> failed(String line) {
        Matcher matcher = FAIL_FILE.matcher(line);
        if (!matcher.find()) {
            return List.of();
        }
        file = matcher.group(1);
        boolean whole = line.endsWith("]") && matcher.group(2) == null;
        return matcher.group(2) != null
                ? List.of(new TestId(file, matcher.group(2)))
                : whole ? List.of(new TestId(file, "")) : List.of();
    }

    private List<TestId> jest(String line) {
        Matcher matcher = JEST.matcher(line);
        if (!matcher.find() || file.isEmpty() && !matcher.group(1).contains(" › ")) {
            return List.of();
        }
        String name = matcher.group(1).strip();
        if (name.equals("Test suite failed to run")) {
            return List.of(new TestId(file, ""));
        }
        return NO_TEST.matcher(name).find() ? List.of() : List.of(new TestId(file, name));
    }

    private void vitest(String line) {
        Matcher again = VITEST_AGAIN.matcher(line);
        if (again.find()) {
            flaky.add(new TestId(file, again.group(1)));
        }
    }

    private void tap(String line) {
        Matcher matcher = TAP.matcher(line);
        if (matcher.find() && !line.contains("# TODO") && !line.contains("# SKIP")) {
            tap = matcher.group(2);
            place = "";
        }
    }

    /** What TAP says of the test before: where it is, and whether it is only red because another is. */
    private List<TestId> tapDetail(String line) {
        if (tap == null) {
            return List.of();
        }
        String text = line.strip();
        Matcher where = TAP_PLACE.matcher(line);
        if (where.find()) {
            place = where.group(1);
        } else if (text.startsWith("failureType: 'subtestsFailed'")) {
            tap = null;
        } else if (text.equals("...")
                || !line.startsWith(" ")
                || TAP.matcher(line).find()) {
            TestId red = new TestId(place, tap);
            tap = null;
            if (line.contains("not ok ")) {
                tap(line);
            }
            return List.of(red);
        }
        return List.of();
    }

    private List<TestId> spec(String line) {
        Matcher at = TEST_AT.matcher(line);
        if (at.find()) {
            place = at.group(1);
            return List.of();
        }
        Matcher red = SPEC.matcher(line);
        if (!red.find()) {
            return List.of();
        }
        if (!place.isEmpty()) {
            TestId id = new TestId(place, red.group(2));
            place = "";
            return List.of(id);
        }
        specs.add(new TestId("", red.group(2)));
        return List.of();
    }

    /** Numbered lists: mocha's, whose titles may go over lines, and Playwright's. */
    private List<TestId> numbered(String line) {
        if (MOCHA_TOTAL.matcher(line).find()) {
            mocha = true;
            return List.of();
        }
        Matcher kind = PLAYWRIGHT_PART.matcher(line);
        if (kind.find()) {
            part = kind.group(1);
            return List.of();
        }
        Matcher listed = PLAYWRIGHT_LISTED.matcher(line);
        if (part.equals("flaky") && listed.find()) {
            flaky.add(new TestId(listed.group(1), listed.group(2)));
            return List.of();
        }
        Matcher playwright = PLAYWRIGHT.matcher(line);
        if (playwright.find()) {
            return List.of(new TestId(playwright.group(1), playwright.group(2)));
        }
        Matcher matcher = MOCHA.matcher(line);
        if (mocha && matcher.find()) {
            StringBuilder begun = new StringBuilder();
            return mochaTitle(matcher.group(1), begun);
        }
        return List.of();
    }

    private List<TestId> mochaTitle(String line, StringBuilder begun) {
        String text = line.strip();
        if (text.isEmpty()) {
            title = null;
            return begun.isEmpty() ? List.of() : List.of(new TestId("", begun.toString()));
        }
        begun.append(begun.isEmpty() ? "" : " ").append(text);
        title = begun;
        if (!text.endsWith(":")) {
            return List.of();
        }
        title = null;
        return List.of(new TestId("", begun.substring(0, begun.length() - 1)));
    }

    /** Only where the list of failing tests at the end, which says where they are, is missing. */
    @Override
    public List<TestId> atTheEnd() {
        return tap == null ? List.copyOf(specs) : List.of(new TestId(place, tap));
    }

    @Override
    public Set<TestId> flaky() {
        return flaky;
    }
}
