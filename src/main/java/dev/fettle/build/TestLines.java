package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Recognises red tests in build output, line by line. One use. */
final class TestLines {
    // Surefire 3: "pkg.FooTest.bar -- Time elapsed: 0.01 s <<< FAILURE!"; before, two blanks instead of the dashes
    private static final Pattern SUREFIRE = Pattern.compile(
            "^(?:\\[ERROR\\] )?(\\S.*?)\\s+(?:-- )?Time elapsed: [\\d.,]+ s(?:ec)?\\s+<<< (?:FAILURE|ERROR)!");
    private static final Pattern SUREFIRE_OLD = Pattern.compile("^(.+)\\(([\\w.$]+)\\)$");
    private static final Pattern SUREFIRE_TOTAL = Pattern.compile("^Tests run: |^\\[ERROR\\] Tests run: ");
    private static final Pattern SUREFIRE_CRASHED = Pattern.compile("^\\[ERROR\\] Crashed tests:");
    private static final Pattern SUREFIRE_SUMMARY = Pattern.compile(
            "^\\[ERROR\\]   ([A-Z][\\w$]*(?:Test|Tests|TestCase|IT|Spec|Suite)?(?:\\$\\w+)?)\\.([\\w$]+)(?:\\([^)]*\\))?(?:\\[.*?\\])?(?:->[\\w.$:]+)*:\\d+");
    private static final Pattern CLASS_NAME = Pattern.compile("^\\[ERROR\\] ((?:[\\w$]+\\.)*[A-Z][\\w$]*)$");
    private static final Pattern GRADLE =
            Pattern.compile("^((?:[a-z_][\\w]*\\.)*[A-Z][\\w$]*)(?: > (.+))? > (\\S.*?)(?:\\(\\))? FAILED$");
    private static final Pattern PYTEST = Pattern.compile(
            "^(FAILED|ERROR) ([^\\s:]+\\.py)((?:::[^:\\s\\[]+)*)::([^\\s\\[:]+(?:\\[.*?\\])?)(?: - .*)?$");
    private static final Pattern GO = Pattern.compile("^\\s*--- FAIL: (Test[^\\s(]*|Fuzz[^\\s(]*|Example[^\\s(]*)");
    private static final Pattern GO_PACKAGE = Pattern.compile("^FAIL\\t(\\S+)\\t");
    private static final Pattern TAP = Pattern.compile("^\\s*not ok \\d+ (?:- )?(.+?)(?: # .*)?$");
    private static final Pattern NODE_SPEC = Pattern.compile("^\\s*✖ (.+?) \\([\\d.]+ms\\)$");
    private static final Pattern JEST_FILE =
            Pattern.compile("^\\s*FAIL\\s+(\\S+\\.[cm]?[jt]sx?)(?: > (.+))?(?: \\([\\d.]+ m?s\\))?$");
    private static final Pattern JEST = Pattern.compile("^\\s*● (.+ › .+)$");
    private static final Pattern MOCHA = Pattern.compile("^\\s{2,}\\d+\\) (.+)$");
    private static final Pattern MOCHA_TOTAL = Pattern.compile("^\\s+\\d+ failing$");

    private final Set<TestId> summary = new TreeSet<>();
    private final List<String> goTests = new ArrayList<>();
    private String tool = "";
    private String file = "";
    private boolean crashed;
    private boolean mocha;

    /** The red tests that a line names; mostly none. */
    List<TestId> read(String line) {
        if (line.isEmpty()) {
            return List.of();
        }
        List<TestId> jvm = jvm(line);
        return jvm.isEmpty() ? others(line) : jvm;
    }

    private List<TestId> jvm(String line) {
        Matcher surefire = SUREFIRE.matcher(line);
        if (surefire.find() && !SUREFIRE_TOTAL.matcher(line).find()) {
            return List.of(found("maven", surefire(surefire.group(1))));
        }
        if (SUREFIRE_CRASHED.matcher(line).find()) {
            crashed = true;
            return List.of();
        }
        Matcher name = CLASS_NAME.matcher(line);
        if (crashed && name.find()) {
            return List.of(found("maven", new TestId(name.group(1), "")));
        }
        crashed = false;
        Matcher brief = SUREFIRE_SUMMARY.matcher(line);
        if (brief.find()) {
            summary.add(found("maven", new TestId(brief.group(1), brief.group(2))));
        }
        Matcher gradle = GRADLE.matcher(line);
        if (gradle.find()) {
            return List.of(found("gradle", new TestId(gradle.group(1), gradle.group(3))));
        }
        return List.of();
    }

    private List<TestId> others(String line) {
        Matcher pytest = PYTEST.matcher(line);
        if (pytest.find()) {
            return List.of(found("pytest", new TestId(pytest.group(2) + pytest.group(3), pytest.group(4))));
        }
        Matcher goTest = GO.matcher(line);
        if (goTest.find()) {
            tool = "go";
            goTests.add(goTest.group(1));
            return List.of();
        }
        Matcher goPackage = GO_PACKAGE.matcher(line);
        if (goPackage.find() && !goTests.isEmpty()) {
            List<TestId> red = new ArrayList<>();
            goTests.forEach(test -> red.add(found("go", new TestId(goPackage.group(1), test))));
            goTests.clear();
            return red;
        }
        return node(line);
    }

    private List<TestId> node(String line) {
        Matcher jestFile = JEST_FILE.matcher(line);
        if (jestFile.find()) {
            file = jestFile.group(1);
            tool = "node";
            return jestFile.group(2) == null ? List.of() : List.of(new TestId(file, jestFile.group(2)));
        }
        if (MOCHA_TOTAL.matcher(line).find()) {
            mocha = true;
            return List.of();
        }
        Matcher jest = JEST.matcher(line);
        if (jest.find()) {
            return List.of(found("node", new TestId(file, jest.group(1).strip())));
        }
        for (Pattern form : List.of(TAP, NODE_SPEC)) {
            Matcher matcher = form.matcher(line);
            if (matcher.find()) {
                return List.of(found("node", new TestId("", matcher.group(1).strip())));
            }
        }
        Matcher failing = MOCHA.matcher(line);
        return mocha && failing.find() ? List.of(found("node", new TestId("", failing.group(1)))) : List.of();
    }

    /** Tests that only a summary named, by the simple name of their class; and Go's without a package. */
    List<TestId> fromSummary() {
        List<TestId> tests = new ArrayList<>(summary);
        goTests.forEach(test -> tests.add(new TestId("", test)));
        return tests;
    }

    /** Whose output it is, "" when not recognised. */
    String tool() {
        return tool;
    }

    private TestId found(String by, TestId id) {
        tool = by;
        return id;
    }

    /** {@code bar(pkg.FooTest)} or {@code pkg.FooTest.bar}, or the class alone. */
    static TestId surefire(String text) {
        Matcher old = SUREFIRE_OLD.matcher(text);
        if (old.find() && old.group(2).indexOf('.') > 0) {
            return new TestId(old.group(2), old.group(1).equals(old.group(2)) ? "" : old.group(1));
        }
        int start = 0;
        while (start < text.length()) {
            int dot = text.indexOf('.', start);
            if (Character.isUpperCase(text.charAt(start))) {
                return dot < 0 ? new TestId(text, "") : new TestId(text.substring(0, dot), text.substring(dot + 1));
            }
            if (dot < 0) {
                break;
            }
            start = dot + 1;
        }
        int last = text.lastIndexOf('.');
        return last < 0 ? new TestId(text, "") : new TestId(text.substring(0, last), text.substring(last + 1));
    }
}
