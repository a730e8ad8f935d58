package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Kind;
import dev.fettle.workspace.FileChange.Line;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Assertions of which a change exchanges what they compare. */
final class Expectations {
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|'[^']*'|\\b[0-9][\\w.]*|\\btrue\\b|\\bfalse\\b");
    private static final Pattern EQUALS = Pattern.compile(
            "\\bassertEquals\\((.{4,400}),(.{4,400})\\);|\\bassertThat\\((.{4,400})\\)\\.isEqualTo\\((.{4,400})\\);");
    private static final Pattern GETS_TOLERANCE =
            Pattern.compile("^(assertEquals\\(.*),\\s*([0-9][0-9_]*(?:\\.[0-9_]+)?)[dDfF]?\\s*\\);$");
    private static final Pattern APPROXIMATELY = Pattern.compile(
            "^(assert .*==\\s*)(?:pytest\\.)?approx\\((.+?),\\s*(?:abs|rel)\\s*=\\s*([0-9][0-9_]*(?:\\.[0-9_]+)?)\\s*\\)$");
    /** What the arithmetic of floating point needs stays below it. */
    private static final double LEAST_TOLERANCE = 0.01;

    private Expectations() {}

    /** Whether a line that is taken out names the value that another one now compares with itself. */
    static void comparedWithItself(FileChange file, List<Finding> findings) {
        for (Line now : file.addedLines()) {
            Matcher equals = EQUALS.matcher(tight(now));
            if (!equals.find()) {
                continue;
            }
            int first = equals.group(1) == null ? 3 : 1;
            String value = equals.group(first);
            boolean named = file.removedLines().stream()
                    .map(Expectations::tight)
                    .anyMatch(old -> old.contains(value)
                            && TestCounts.STRONG.matcher(old).find());
            if (named && value.equals(equals.group(first + 1))) {
                findings.add(new Finding(file.path(), now.number(), "always-true", "An assertion that cannot fail."));
            }
        }
    }

    /** An exact comparison that gets a tolerance. */
    static void tolerances(FileChange file, List<Finding> findings) {
        for (Line now : file.addedLines()) {
            Matcher about = APPROXIMATELY.matcher(now.text().strip());
            if (now.text().length() <= Weakening.LONGEST_LINE
                    && about.matches()
                    && Double.parseDouble(about.group(3).replace("_", "")) >= LEAST_TOLERANCE
                    && file.removedLines().stream()
                            .anyMatch(old -> old.text().strip().equals(about.group(1) + about.group(2)))) {
                findings.add(
                        new Finding(file.path(), now.number(), "loosened", "An exact comparison gets a tolerance."));
            }
            Matcher with = GETS_TOLERANCE.matcher(now.text().strip());
            if (now.text().length() <= Weakening.LONGEST_LINE
                    && with.matches()
                    && Double.parseDouble(with.group(2).replace("_", "")) >= LEAST_TOLERANCE
                    && file.removedLines().stream()
                            .anyMatch(old -> old.text().strip().equals(with.group(1) + ");"))) {
                findings.add(
                        new Finding(file.path(), now.number(), "loosened", "An exact comparison gets a tolerance."));
            }
        }
    }

    /**
     * Where nothing but tests changes, another expected value: the test was red and is made green without anything being mended, or the mistake was in the test. Which
     * one, a person has to say.
     */
    static void exchanged(List<FileChange> files, List<Finding> doubts) {
        boolean testsOnly =
                files.stream().noneMatch(file -> TestSources.isCode(file.path()) && !TestSources.isTest(file.path()));
        for (FileChange file : files) {
            if (testsOnly
                    && file.kind() == Kind.MODIFIED
                    && TestSources.isTest(file.path())
                    && TestSources.isCode(file.path())) {
                file.addedLines().stream()
                        .filter(now -> TestCounts.STRONG.matcher(now.text()).find())
                        .filter(now -> file.removedLines().stream().anyMatch(old -> differsInLiterals(old, now)))
                        .findFirst()
                        .ifPresent(now -> doubts.add(new Finding(
                                file.path(),
                                now.number(),
                                "expectation",
                                "Another value is expected, and nothing but tests is changed.")));
            }
        }
    }

    private static boolean differsInLiterals(Line old, Line now) {
        String one = old.text().strip();
        String other = now.text().strip();
        return !one.equals(other)
                && !LostTests.onlyToleranceDiffers(one, other)
                && LITERAL.matcher(one)
                        .replaceAll("0")
                        .equals(LITERAL.matcher(other).replaceAll("0"));
    }

    private static String tight(Line line) {
        return line.text().length() > Weakening.LONGEST_LINE ? "" : line.text().replaceAll("\\s+", "");
    }
}
