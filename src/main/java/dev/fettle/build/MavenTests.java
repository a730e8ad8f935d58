package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Surefire's and Failsafe's output, from 2.x on. */
final class MavenTests implements TestOutput {
    // Surefire 3: "pkg.FooTest.bar -- Time elapsed: 0.01 s <<< FAILURE!"; before, two blanks instead of the dashes
    private static final Pattern RED = Pattern.compile(
            "^(?:\\[ERROR\\] )?(\\S.*?)\\s+(?:-- )?Time elapsed: [\\d.,]+ s(?:ec)?\\s+<<< (?:FAILURE|ERROR)!");
    private static final Pattern METHOD_FIRST = Pattern.compile("^(.+)\\(([\\w.$]+)\\)$");
    private static final Pattern TOTAL = Pattern.compile("^Tests run: |^\\[ERROR\\] Tests run: ");
    private static final Pattern CRASHED = Pattern.compile("^\\[ERROR\\] Crashed tests:");
    private static final Pattern SUMMARY = Pattern.compile("^(?:\\[ERROR\\] )?(?:Failures|Errors): *$");
    private static final Pattern FLAKES = Pattern.compile("^(?:\\[(?:WARNING|WARN)\\] )?Flakes: *$");
    private static final Pattern OLD_SUMMARY = Pattern.compile("^(?:Failed tests|Tests in error): *(.*)$");
    private static final Pattern BRIEF = Pattern.compile(
            "^(?:\\[ERROR\\] )? {2}(?:Run \\d+: )?((?:[a-z_]\\w*\\.)*[A-Z][\\w$]*)(?:>[\\w$]+)?\\.([\\w$]+)(?:\\([^)]*\\))?(?:\\[.*?\\])?(?:(?:->|>)[\\w.$:]+)*(?::\\d+| »| [A-Z]|$)");
    private static final Pattern OLD_BRIEF = Pattern.compile("^ *([\\w$]+)\\(([\\w.$]+)\\)(?:: .*)?$");
    private static final Pattern FLAKE =
            Pattern.compile("^(?:\\[(?:WARNING|WARN)\\] )((?:[\\w$]+\\.)+[\\w$]+)(?:\\(.*\\))?.*$");
    private static final Pattern CLASS_NAME = Pattern.compile("^\\[ERROR\\] ((?:[\\w$]+\\.)*[A-Z][\\w$]*)$");

    private enum Section {
        NONE,
        SUMMARY,
        OLD_SUMMARY,
        FLAKES,
        CRASHED
    }

    private final Set<TestId> brief = new TreeSet<>();
    private final Set<TestId> flaky = new LinkedHashSet<>();
    private Section section = Section.NONE;

    @Override
    public String tool() {
        return "maven";
    }

    @Override
    public List<TestId> read(String line) {
        if (line.contains("<<< ")) {
            Matcher red = RED.matcher(line);
            return red.find() && !TOTAL.matcher(line).find() ? List.of(id(red.group(1))) : List.of();
        }
        if (begins(line)) {
            return List.of();
        }
        Matcher name = CLASS_NAME.matcher(line);
        if (section == Section.CRASHED && name.find()) {
            return List.of(new TestId(name.group(1), ""));
        }
        if (line.isBlank()
                || line.equals("[ERROR] ")
                || line.equals("[INFO] ")
                || TOTAL.matcher(line).find()) {
            section = Section.NONE;
        } else if (section == Section.FLAKES) {
            Matcher flake = FLAKE.matcher(line);
            if (flake.find()) {
                flaky.add(id(flake.group(1)));
            }
        } else if (section != Section.CRASHED) {
            summary(line);
        }
        return List.of();
    }

    private boolean begins(String line) {
        Matcher old = OLD_SUMMARY.matcher(line);
        if (CRASHED.matcher(line).find()) {
            section = Section.CRASHED;
        } else if (SUMMARY.matcher(line).find()) {
            section = Section.SUMMARY;
        } else if (FLAKES.matcher(line).find()) {
            section = Section.FLAKES;
        } else if (old.find()) {
            section = Section.OLD_SUMMARY;
            summary(old.group(1));
        } else {
            return false;
        }
        return true;
    }

    private void summary(String line) {
        Matcher old = OLD_BRIEF.matcher(line);
        if (section == Section.OLD_SUMMARY && old.find()) {
            brief.add(new TestId(old.group(2), old.group(1)));
        } else if (line.startsWith("[ERROR]   ") || section != Section.NONE) {
            Matcher found = BRIEF.matcher(line);
            if (found.find()) {
                brief.add(new TestId(found.group(1), found.group(2)));
            }
        }
    }

    @Override
    public List<TestId> atTheEnd() {
        return List.copyOf(brief);
    }

    @Override
    public Set<TestId> flaky() {
        return flaky;
    }

    /** {@code bar(pkg.FooTest)} or {@code pkg.FooTest.bar}, or the class alone. */
    private static TestId id(String text) {
        Matcher old = METHOD_FIRST.matcher(text);
        boolean methodFirst = old.find()
                && (old.group(2).indexOf('.') > 0
                        // In the default package.
                        || old.group(1).indexOf('.') < 0
                                && Character.isUpperCase(old.group(2).charAt(0)));
        if (methodFirst) {
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
