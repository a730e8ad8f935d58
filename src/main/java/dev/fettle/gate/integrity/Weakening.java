package dev.fettle.gate.integrity;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Ways in which a line makes tests say less. The patterns run on single lines of at most {@link #LONGEST_LINE} characters and have no nested repetition.
 *
 * @param kind name of the finding
 * @param message for a person
 * @param inTests whether it applies to added lines of test code
 * @param inBuild whether it applies to added lines of build configuration
 */
record Weakening(String kind, String message, Pattern pattern, boolean inTests, boolean inBuild) {
    static final int LONGEST_LINE = 2_000;

    static final List<Weakening> ALL = List.of(
            test(
                    "disabled",
                    "A test is switched off.",
                    "@(Disabled|Ignore)\\b|\\bxit\\(|\\bxdescribe\\(|\\.skip\\(|@(pytest\\.mark|unittest)\\.(skip|xfail)|\\bt\\.Skip\\("),
            test(
                    "disabled",
                    "A test is switched off.",
                    "@Test\\([^)]*enabled\\s*=\\s*false|@EnabledIf|@DisabledIf|@DisabledOn|@EnabledOn"),
            test(
                    "assumption",
                    "An assumption lets the test end early.",
                    "\\b(assumeTrue|assumeFalse|assumeThat|assumingThat|assumeNoException|assumeNotNull)\\s*\\("),
            test(
                    "always-true",
                    "An assertion that cannot fail.",
                    "assertTrue\\(\\s*true\\s*[,)]|assertFalse\\(\\s*false\\s*[,)]|assert\\s+True\\b|expect\\(true\\)\\.toBe\\(true\\)"),
            test(
                    "sleep",
                    "A pause in a test hides a race.",
                    "\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(|\\btime\\.sleep\\("),
            test(
                    "retry",
                    "A retry hides a failure.",
                    "@(RetryingTest|RepeatedIfExceptionsTest|Retry|Flaky)\\b|retryAnalyzer|rerunFailingTests|flaky\\("),
            test(
                    "catch-all",
                    "Everything that is thrown is swallowed.",
                    "catch\\s*\\(\\s*(final\\s+)?(Throwable|Exception|AssertionError|Error)\\b[^)]*\\)\\s*\\{\\s*\\}|except\\s*:\\s*pass"),
            test(
                    "exit",
                    "The test process is ended.",
                    "\\bSystem\\.exit\\(|\\bRuntime\\.getRuntime\\(\\)\\.(halt|exit|addShutdownHook)\\("),
            build(
                    "skip-tests",
                    "Tests are skipped.",
                    "<(skipTests|maven\\.test\\.skip|skip|skipITs)>\\s*true|skipTests\\s*=\\s*true"),
            build(
                    "ignore-failures",
                    "Failing tests are ignored.",
                    "<(testFailureIgnore|maven\\.test\\.failure\\.ignore)>\\s*true|ignoreFailures\\s*=\\s*true"),
            build(
                    "exclusion",
                    "Tests or code are left out.",
                    "<(exclude|excludes|excludedGroups|groups|test)>|\\bexclude\\s|excludeTags"),
            build(
                    "reporter",
                    "How tests are run or reported is changed.",
                    "<(reportsDirectory|disableXmlReport|statelessTestsetReporter|rerunFailingTestsCount|argLine|testNGArtifactName|dependenciesToScan|forkedProcessTimeoutInSeconds)>"));

    boolean matches(String line) {
        return line.length() <= LONGEST_LINE && pattern.matcher(line).find();
    }

    private static Weakening test(String kind, String message, String regex) {
        return new Weakening(kind, message, Pattern.compile(regex), true, false);
    }

    private static Weakening build(String kind, String message, String regex) {
        return new Weakening(kind, message, Pattern.compile(regex), false, true);
    }
}
