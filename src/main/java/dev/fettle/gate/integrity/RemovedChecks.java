package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What ran or measured tests in a build, or in the CI, and is there no more: a change that only takes away adds no line that could be looked at. */
final class RemovedChecks {
    private record Check(Pattern pattern, String message) {}

    private static final List<Check> BUILD = List.of(
            new Check(
                    Pattern.compile(
                            "<artifactId>\\s*(?:maven-(?:surefire|failsafe)-plugin|jacoco-maven-plugin|pitest-maven|cobertura-maven-plugin|clover-maven-plugin)\\s*</artifactId>"),
                    "A plugin that runs or measures tests leaves the build."),
            new Check(
                    Pattern.compile("<goal>\\s*(?:check|integration-test|verify|mutationCoverage)\\s*</goal>"),
                    "A goal that runs tests or checks their coverage leaves the build."),
            new Check(
                    Pattern.compile(
                            "<(?:minimum|mutationThreshold|coverageThreshold|testStrengthThreshold|haltOnFailure)>|\\bfail_under\\s*=|\\bminimum\\s*=|\\bjacocoTestCoverageVerification\\b|\"?coverageThreshold\"?\\s*:|\\bcheck_coverage\\b|--cov-fail-under|^\\s*target\\s*:"),
                    "A bar that the coverage has to reach leaves the build."),
            new Check(Pattern.compile("\\buseJUnitPlatform\\s*\\("), "The test runner leaves the build."));

    private static final Check PIPELINE = new Check(
            Pattern.compile(
                    "\\b(?:mvnw?\\b.*\\b(?:test|verify|install|package|deploy)\\b|gradlew?\\b.*\\b(?:test|check|build)\\b|(?:npm|yarn|pnpm|bun)\\b.*\\b(?:test|ci)\\b|pytest\\b|tox\\b|nox\\b|go\\s+test\\b|cargo\\s+(?:test|nextest)\\b|make\\s+(?:test|check)\\b|fettle\\s+(?:gate|verify)\\b)"),
            "The CI runs these tests no more.");

    private RemovedChecks() {}

    static void look(FileChange file, List<Finding> findings) {
        if (TestSources.isPipeline(file.path())) {
            look(file, PIPELINE, findings);
        } else {
            BUILD.forEach(check -> look(file, check, findings));
        }
    }

    private static void look(FileChange file, Check check, List<Finding> findings) {
        if (file.after() == null || count(check, file.before()) <= count(check, file.after())) {
            return; // a build that is gone as a whole is seen by what it does not run
        }
        file.removedLines().stream()
                .filter(line -> line.text().length() <= Weakening.LONGEST_LINE
                        && check.pattern().matcher(line.text()).find())
                .findFirst()
                .ifPresent(line -> findings.add(new Finding(
                        file.path(), LostTests.lineNow(file, line.number()), "removed-check", check.message())));
    }

    private static int count(Check check, @Nullable String text) {
        int count = 0;
        for (String line : text == null ? new String[0] : text.split("\n", -1)) {
            boolean comment = line.strip().startsWith("#") || line.strip().startsWith("<!--");
            Matcher found = check.pattern().matcher(line);
            count += !comment && line.length() <= Weakening.LONGEST_LINE && found.find() ? 1 : 0;
        }
        return count;
    }
}
