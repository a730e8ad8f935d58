package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Kind;
import dev.fettle.workspace.FileChange.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts tests and assertions over the whole change, in code without comments and literals, so that what is moved, renamed or formatted is not lost, and what is
 * commented out is.
 */
final class LostTests {
    private static final Pattern TYPE =
            Pattern.compile("(?<!@)\\b(abstract\\s+(?:\\w+\\s+)?class|interface|class|record|enum)\\s+\\w+");
    static final Pattern ASSERTS =
            Pattern.compile("\\bassert|\\bfail\\s*\\(|\\bverify|\\bexpect|\\.should|\\bthen\\s*\\(");
    private static final Pattern JVM = Pattern.compile(".*\\.(?:java|kt|groovy|scala)");
    private static final Pattern SOURCES = Pattern.compile("(?i)(?:.*/)?[^/]*(?:src|test|spec)[^/]*/.*");
    private static final Pattern NAMES_TOLERANCE = Pattern.compile("\\b(?:isCloseTo|closeTo|within|offset)\\b");
    private static final Pattern TOLERANCE = Pattern.compile(
            "^\\s*(.*\\b(?:assertEquals|isCloseTo|closeTo|within|offset)\\b.*[,(])\\s*([0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?)[dDfF]?\\s*(\\)+;?)\\s*$");

    private static final Pattern ROWS = Pattern.compile("Source\\b|^\\s*\"");
    private static final Pattern EXTENDS = Pattern.compile("\\b(?:extends|implements)\\s+(\\w+)");

    private record Counted(FileChange file, TestCounts before, TestCounts after, boolean runs) {
        int testsLost() {
            return before.tests() - (runs ? after.tests() : 0);
        }

        int rowsLost() {
            return rows(file.path(), file.before()) - rows(file.path(), file.after());
        }

        private static int rows(String path, @Nullable String text) {
            return text == null ? 0 : SampleRows.of(path, text);
        }
    }

    private final List<Counted> files = new ArrayList<>();
    private final List<FileChange> followed;
    private final GoneWithTheirCode gone;
    private final MethodsCompared methods;

    /** @param followed the same files, where those that moved are one */
    LostTests(List<FileChange> changed, List<FileChange> followed) {
        this.followed = followed;
        this.gone = new GoneWithTheirCode(changed);
        this.methods = new MethodsCompared(followed, gone);
        Set<String> inherited = inherited(changed);
        for (FileChange file : changed) {
            if (isTestCode(file)) {
                TestCounts before = count(file.path(), file.before());
                TestCounts after = count(file.path(), file.after());
                files.add(new Counted(file, before, after, runs(file, inherited)));
            }
        }
    }

    /** Adds what is lost for certain, and what a person should look at. */
    void judge(List<Finding> findings, List<Finding> doubts) {
        int tests = files.stream().mapToInt(Counted::testsLost).sum();
        int parameters = files.stream()
                .mapToInt(one -> one.after().parameterized() - one.before().parameterized())
                .sum();
        if (tests > 0) {
            files.stream()
                    .filter(one -> one.testsLost() > 0)
                    .forEach(one -> lost(one, parameters > 0, findings, doubts));
        } else {
            methods.exchanged(findings, doubts);
        }
        rows(parameters, findings);
        assertions(parameters > 0 || tests > 0 ? doubts : findings);
        methods.assertions(findings, doubts);
        followed.stream()
                .filter(file -> file.kind() == Kind.MODIFIED && isTestCode(file))
                .forEach(file -> {
                    tolerances(file, findings);
                    TimeLimits.look(file, findings);
                    Expectations.tolerances(file, findings);
                    Expectations.comparedWithItself(file, findings);
                });
    }

    /** What is known of the methods of a change. */
    MethodsCompared methods() {
        return methods;
    }

    private void lost(Counted one, boolean parameters, List<Finding> findings, List<Finding> doubts) {
        MethodsCompared.Loss loss = one.runs() ? methods.loss(one.file()) : MethodsCompared.Loss.GONE;
        boolean explained = one.runs() && gone.explains(one.file());
        switch (loss) {
            case MERGED ->
                doubts.add(new Finding(
                        one.file().path(),
                        where(one.file(), TestCounts.TEST),
                        "merged-tests",
                        "Fewer tests than before; all that they asserted is asserted by others."));
            case REWRITTEN, UNKNOWN -> (explained || parameters ? doubts : findings).add(lostTests(one));
            case GONE -> (explained ? doubts : findings).add(lostTests(one));
        }
    }

    private static boolean isTestCode(FileChange file) {
        return TestSources.isTest(file.path()) && TestSources.isCode(file.path());
    }

    /** Samples that are gone from a source that is still there. */
    private void rows(int parameters, List<Finding> findings) {
        int lost = files.stream().mapToInt(Counted::rowsLost).sum();
        if (lost > 0 && parameters >= 0) {
            files.stream()
                    .filter(one -> one.rowsLost() > 0)
                    .forEach(one -> findings.add(new Finding(
                            one.file().path(),
                            where(one.file(), ROWS),
                            "fewer-samples",
                            one.rowsLost() + " sample(s) of a parameterised test fewer than before.")));
        }
    }

    private void assertions(List<Finding> place) {
        int lost = files.stream().mapToInt(this::assertionsLost).sum();
        int own = files.stream()
                .mapToInt(one -> one.before().customLost(one.after()))
                .sum();
        int gained = Math.max(0, -lost);
        for (Counted one : files) {
            int here = assertionsLost(one);
            boolean some = one.file().kind() != Kind.DELETED
                    && (lost > 0 && here > 0 && stillDeclared(one)
                            || own > gained && one.before().customLost(one.after()) > 0);
            if (some) {
                int number = Math.max(here, one.before().customLost(one.after()));
                place.add(new Finding(
                        one.file().path(),
                        where(one.file(), ASSERTS),
                        "fewer-assertions",
                        number + " assertion(s) fewer than before."));
            }
        }
    }

    private int assertionsLost(Counted one) {
        return one.before().assertions()
                + methods.shared(one.file(), false)
                - one.after().assertions()
                - methods.shared(one.file(), true);
    }

    /** Where tests went with their assertions, the lost tests are the finding. */
    private static boolean stillDeclared(Counted one) {
        return one.testsLost() <= 0;
    }

    private static Finding lostTests(Counted one) {
        if (one.file().kind() == Kind.DELETED) {
            return new Finding(
                    one.file().path(),
                    0,
                    "deleted",
                    "A file with " + one.before().tests() + " test(s) is deleted.");
        }
        String message = one.runs()
                ? one.testsLost() + " test(s) fewer than before."
                : "Tests in a file of this name are not run by the build tool's defaults.";
        return new Finding(one.file().path(), where(one.file(), TestCounts.TEST), "fewer-tests", message);
    }

    private static void tolerances(FileChange file, List<Finding> findings) {
        for (Line now : file.addedLines()) {
            var after = TOLERANCE.matcher(now.text());
            if (now.text().length() > Weakening.LONGEST_LINE || !after.matches()) {
                continue;
            }
            for (Line old : file.removedLines()) {
                var before = TOLERANCE.matcher(old.text());
                if (onlyToleranceDiffers(old.text(), now.text())
                        && before.matches()
                        && number(after.group(2)) > number(before.group(2))) {
                    findings.add(new Finding(
                            file.path(),
                            now.number(),
                            "loosened",
                            "The tolerance of an assertion is wider than before."));
                }
            }
        }
    }

    /** Whether two assertions are the same but for how near a number has to be. */
    static boolean onlyToleranceDiffers(String old, String now) {
        if (old.length() > Weakening.LONGEST_LINE || now.length() > Weakening.LONGEST_LINE) {
            return false;
        }
        Matcher before = TOLERANCE.matcher(old);
        Matcher after = TOLERANCE.matcher(now);
        return before.matches()
                && after.matches()
                && before.group(1).equals(after.group(1))
                && (NAMES_TOLERANCE.matcher(before.group(1)).find()
                        || before.group(1).chars().filter(c -> c == ',').count() >= 2);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("_", ""));
    }

    private static TestCounts count(String path, @Nullable String text) {
        if (text == null) {
            return TestCounts.NOTHING;
        }
        String bare = BareCode.of(path, text);
        TestCounts counts = TestCounts.of(bare);
        return path.endsWith(".java") ? counts.without(NotRun.in(bare)) : counts;
    }

    /**
     * Whether build tools run the tests of a file as it is now. A class that others inherit from need not have a name that they look for; nor need one that had none
     * before. What becomes abstract is run no more, unless something in the change inherits it.
     */
    private static boolean runs(FileChange file, Set<String> inherited) {
        boolean abstractNow = isInherited(file.path(), file.after());
        if (file.kind() == Kind.MODIFIED) {
            String name =
                    file.path().substring(file.path().lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "");
            return !abstractNow || isInherited(file.path(), file.before()) || inherited.contains(name);
        }
        return file.kind() == Kind.DELETED
                || abstractNow
                || TestSources.isRunByName(file.path())
                        && (!JVM.matcher(file.path()).matches()
                                || SOURCES.matcher(file.path()).matches());
    }

    /** Whether the first type of a file is one that others inherit from. */
    private static boolean isInherited(String path, @Nullable String text) {
        if (text == null) {
            return false;
        }
        Matcher type = TYPE.matcher(BareCode.of(path, text));
        return type.find() && !type.group(1).matches("class|record|enum");
    }

    private static Set<String> inherited(List<FileChange> changed) {
        Set<String> names = new HashSet<>();
        for (FileChange file : changed) {
            if (file.after() != null && TestSources.isCode(file.path())) {
                Matcher name = EXTENDS.matcher(BareCode.of(file.path(), file.after()));
                while (name.find()) {
                    names.add(name.group(1));
                }
            }
        }
        return names;
    }

    /** The changed line that says most: one that was added, or the place in the file as it is now where one was taken out. */
    private static int where(FileChange file, Pattern pattern) {
        for (Line line : file.removedLines()) {
            if (pattern.matcher(line.text()).find()) {
                return lineNow(file, line.number());
            }
        }
        if (!file.addedLines().isEmpty()) {
            return file.addedLines().get(0).number();
        }
        return file.removedLines().isEmpty()
                ? 0
                : lineNow(file, file.removedLines().get(0).number());
    }

    /** Where a removed line would stand in the file as it is now. */
    static int lineNow(FileChange file, int removed) {
        int line = removed
                - (int) file.removedLines().stream()
                        .filter(other -> other.number() < removed)
                        .count();
        for (Line added : file.addedLines()) {
            if (added.number() < line) {
                line++;
            }
        }
        return Math.max(1, line);
    }
}
