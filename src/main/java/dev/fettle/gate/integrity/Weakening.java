package dev.fettle.gate.integrity;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Ways in which a line makes tests say less. The patterns run on single lines of at most {@link #LONGEST_LINE} characters and have no nested repetition.
 *
 * @param kind name of the finding
 * @param message for a person
 * @param scope where it counts
 */
record Weakening(String kind, String message, Pattern pattern, Scope scope) {
    static final int LONGEST_LINE = 2_000;

    /** Where a weakening counts. */
    enum Scope {
        /** Bare lines of test code. */
        TEST,
        /** Lines of build configuration, without comments. */
        BUILD,
        /** As {@link #BUILD}, within the plugins that run or measure tests. */
        TEST_PLUGIN,
        /** As {@link #BUILD}, within the block of a Gradle task that runs tests. */
        TEST_TASK,
        /** Lines of any source code, comments included: there the tools read such marks. */
        CODE
    }

    static final List<Weakening> ALL = List.of(
            test(
                    "disabled",
                    "A test is switched off.",
                    "@(?:[\\w.]+\\.)?(Disabled|Ignore|Ignored)\\b|@(?:[\\w.]+\\.)?(EnabledIf|DisabledIf|DisabledOn|EnabledOn|DisabledFor|EnabledFor|DisabledInNative)\\w*|@Test\\s*\\([^)]*enabled\\s*=\\s*false|(?<![.\\w])(?:xit|xdescribe|xtest|xcontext|fdescribe)\\s*\\(|(?<![.\\w])fit\\s*\\(\\s*[\"'`]|\\b(?:it|test|describe|context|suite|bench)(?:\\.\\w+)*\\.(?:skip|only|todo|failing|fails|fixme)\\b|@(pytest\\.mark|unittest)\\.(skip|xfail)|(?<![@\\w.])pytest\\.mark\\.(?:skip|xfail)\\b|\\bpytestmark\\b.*\\b(?:skip|xfail)|\\bpytest\\.(?:skip|xfail|exit)\\(|\\bimplements\\b.*\\bExecutionCondition\\b|\\bConditionEvaluationResult\\.disabled\\b|\\bself\\.skipTest\\(|\\bt\\.Skip(Now|f)?\\("),
            test(
                    "assumption",
                    "An assumption lets the test end early.",
                    "\\bAssumptions?\\.abort\\s*\\(|\\b(assumeTrue|assumeFalse|assumeThat|assumingThat|assumeNoException|assumeNotNull|assumeThatCode)\\s*\\(|\\bnew\\s+(?:[\\w.]+\\.)?TestAbortedException\\b|\\bAssumptionViolatedException\\b|\\bSkipException\\b"),
            test(
                    "early-return",
                    "The test ends before its assertions.",
                    "\\bif\\s*\\(\\s*(true|1\\s*==\\s*1)\\s*\\)\\s*\\{?\\s*return\\b|\\bif\\s*\\(\\s*(false|1\\s*==\\s*0)\\s*\\)|\\bwhile\\s*\\(\\s*false\\s*\\)|\\bfor\\s*\\([^;:()]*:\\s*(?:(?:List|Set|Stream|Arrays|Collections)\\.(?:of|empty\\w*|asList)\\(\\s*\\)|new\\s+[\\w.]+\\[\\s*0\\s*\\])"),
            test(
                    "always-true",
                    "An assertion that cannot fail.",
                    "\\bassertTrue\\s*\\(\\s*true\\s*[,)]|\\bassertFalse\\s*\\(\\s*false\\s*[,)]|\\bassertNull\\s*\\(\\s*null\\s*[,)]|\\bassertThat\\s*\\(\\s*true\\s*\\)|\\bassert\\s+(true|True|1)\\b|\\bexpect\\s*\\(\\s*true\\s*\\)|\\|\\|\\s*true\\b|^\\s*assert\\b.*\\bor\\s+(?:True|1)\\s*(?:,|$)|\\batLeast\\s*\\(\\s*0\\s*\\)|\\bassertEquals\\s*\\(\\s*(?<value>[\\w.]+(?:\\(\\s*\\))?)\\s*,\\s*\\k<value>\\s*[,)]|\\bassertSame\\s*\\(\\s*(?<same>[\\w.]+)\\s*,\\s*\\k<same>\\s*[,)]"),
            test(
                    "broad-exception",
                    "Any exception is taken for the expected one.",
                    "\\b(assertThrows|expectThrows|isInstanceOf|assertThatExceptionOfType|expect)\\s*\\(\\s*(Exception|Throwable|RuntimeException|Error)\\.class|\\bexpected\\s*=\\s*(Exception|Throwable|RuntimeException)\\.class|\\b(?:raises|assertRaises)\\s*\\(\\s*(?:Exception|BaseException)\\s*[,)]"),
            test(
                    "catch-all",
                    "What an assertion throws is lost in another thread.",
                    "^\\s*(?:new\\s+Thread|(?:[\\w.]+\\.)?(?:runAsync|supplyAsync|submit|execute|schedule))\\s*\\(\\s*\\(\\s*\\)\\s*->\\s*\\{?\\s*(?:[\\w.]+\\.)?assert\\w*\\s*\\((?!.*\\.(?:join|get|orTimeout|resultNow)\\s*\\()"),
            test(
                    "catch-all",
                    "What an assertion throws is lost: the test has ended by then.",
                    "\\bset(?:Timeout|Interval|Immediate)\\s*\\(\\s*(?:async\\s*)?(?:\\(\\s*\\)\\s*=>|function\\s*\\(\\s*\\))\\s*\\{?\\s*expect\\b"),
            test(
                    "reporter",
                    "What a test reports is changed.",
                    "\\b(?:report|rep|result)\\.outcome\\s*=[^=]|\\bsession\\.exitstatus\\s*=[^=]"),
            test(
                    "exclusion",
                    "Tests or code are left out.",
                    "^\\s*collect_ignore(?:_glob)?\\s*\\+?=|\\bdef\\s+pytest_ignore_collect\\b"),
            test(
                    "sleep",
                    "A pause in a test hides a race.",
                    "(?<![\\w.])sleep\\s*\\(|\\bThread\\.sleep\\s*\\(|\\b(TimeUnit\\.\\w+|MILLISECONDS|SECONDS|MINUTES)\\.sleep\\s*\\(|\\btime\\.sleep\\s*\\(|\\basyncio\\.sleep\\s*\\(|\\btime\\.Sleep\\s*\\(|^\\s*(?:[\\w.]+\\.)?(?:await|wait)\\s*\\(\\s*[0-9][0-9_]*L?\\s*(?:,[^()]*)?\\)\\s*;|\\bpollDelay\\s*\\(|\\bsetTimeout\\s*\\(\\s*\\w+\\s*,\\s*[1-9]|\\bwaitForTimeout\\s*\\(|\\bcy\\.wait\\s*\\(\\s*[0-9]|\\bLockSupport\\.parkNanos\\s*\\(|\\bUninterruptibles\\.sleep\\w*\\s*\\("),
            test(
                    "retry",
                    "A retry hides a failure.",
                    "@(RetryingTest|RepeatedIfExceptionsTest|RetryTest|Retry|Flaky|Rerun)\\b|\\bretryAnalyzer\\b|\\bflaky\\s*\\(|@pytest\\.mark\\.flaky|\\bRetryRule\\b|\\.retryTimes\\s*\\("),
            test(
                    "exit",
                    "The test process is ended, or goes on after its report.",
                    "\\bSystem\\.exit\\s*\\(|\\.(halt|addShutdownHook)\\s*\\(|\\bos\\._exit\\s*\\(|\\bprocess\\.exit\\s*\\("),
            build(
                    "skip-tests",
                    "Tests are skipped.",
                    "<(skipTests|maven\\.test\\.skip|maven\\.test\\.skip\\.exec|skipITs|skipUnitTests)>\\s*(?!\\s|false)|-D(skipTests|maven\\.test\\.skip|skipITs)\\b|\\bskipTests\\s*=\\s*true|\\btest\\.enabled\\s*=\\s*false|\\btasks?\\.[^;]*[tT]est[^;]*enabled\\s*=\\s*false|-x\\s+test\\b|\\bexcludedTaskNames\\b|\\bsetDependsOn\\s*\\(\\s*(?:\\[|(?:listOf|emptyList)\\()\\s*[\\])]|\\bdependsOn\\s*=\\s*\\[\\s*\\]"),
            new Weakening(
                    "skip-tests",
                    "Tests are skipped.",
                    Pattern.compile("^\\s*enabled\\s*=?\\s*\\(?\\s*false\\b|\\bonlyIf\\b[\\s({]{1,6}false\\b"),
                    Scope.TEST_TASK),
            build(
                    "skip-tests",
                    "Tests are skipped.",
                    "\"test[:\\w-]*\"\\s*:\\s*\"\\s*(?:true|:|exit 0|echo\\b(?!.*no test specified))"),
            build(
                    "ignore-failures",
                    "Failing tests are ignored.",
                    "\"test[:\\w-]*\"\\s*:\\s*\"[^\"]*(?:\\|\\||;)\\s*(?:true|exit 0|:|echo\\b)"),
            build(
                    "exclusion",
                    "Tests or code are left out.",
                    "\"test[:\\w-]*\"\\s*:\\s*\"[^\"]*\\s(?:--exclude|--testPathIgnorePatterns|--ignore|--testNamePattern|--grep|--invert|-t)[ =]"),
            plugin("threshold", "Less coverage is asked for.", "<haltOnFailure>\\s*false"),
            plugin("skip-tests", "Tests are skipped.", "<skip>\\s*(?!\\s|false)|<phase>\\s*(none)?\\s*</phase>"),
            build(
                    "ignore-failures",
                    "Failing tests are ignored.",
                    "<(testFailureIgnore|maven\\.test\\.failure\\.ignore)>\\s*(?!\\s|false)|-Dmaven\\.test\\.failure\\.ignore|\\b(?:ignoreFailures|isIgnoreFailures)\\s*(?:=\\s*|\\.set\\s*\\(\\s*|\\s)true|--fail-never\\b|-fn\\b"),
            plugin(
                    "exclusion",
                    "Tests or code are left out.",
                    "<exclude>(?!\\s*\\*\\*/(?:\\*IT|\\*ITCase|IT\\*)(?:\\.java|\\.class)?\\s*<)|<(?:excludes|includes)>\\s*[^<\\s]|<include>(?!\\s*\\*\\*/(?:\\*(?:Tests?|TestCase|IT|ITCase|IntegrationTests?|Spec)|(?:Test|IT)\\*)(?:\\.java|\\.class|\\.kt|\\.groovy)?\\s*<)|<(?:excludedGroups|groups|test|excludesFile|includesFile|classpathDependencyExcludes)>"),
            build(
                    "exclusion",
                    "Tests or code are left out.",
                    "<(testExcludes?|suiteXmlFiles?|testSourceDirectory|excludedGroups|surefire\\.excludes\\w*|jacoco\\.skip)>|\\bexcludeTags\\b|\\bexcludeTestsMatching\\b|\\bexclude\\s+['\"(]|\\b(?:testPathIgnorePatterns|coveragePathIgnorePatterns)\\b|^\\s*omit\\s*=|^\\s*exclude_(?:lines|also)\\s*=|\\baddopts\\s*=.*(-k|--ignore|--deselect)|collect_ignore|<testClassesDirectory>|^\\s*<(?:test|it\\.test)>\\s*[^<\\s]|^\\s*-(?:\\S.*\\s-)?D(?:test|it\\.test|groups|excludedGroups|surefire\\.(?:in|ex)cludes\\w*)="),
            build(
                    "reporter",
                    "How tests are run or reported is changed.",
                    "\\baddopts\\s*=.*--(?:reruns|maxfail=0|no-cov)\\b|<(reportsDirectory|disableXmlReport|statelessTestsetReporter|rerunFailingTestsCount|surefire\\.rerunFailingTestsCount|testNGArtifactName|dependenciesToScan|enableAssertions|reporterOption|reporter)(?:>|\\s)|<argLine>.*(-javaagent:(?![^\\s<]*(?:mockito|byte-?buddy|jacoco|aspectj|opentelemetry|blockhound))|-da\\b|-disableassertions|bootclasspath)|junit\\.jupiter\\.extensions\\.autodetection|junit\\.jupiter\\.testclass\\.order"),
            build(
                    "ignore-failures",
                    "Failing tests are ignored.",
                    "^\\s*(?:-\\s*)?run\\s*:.*\\b(?:mvnw?|gradlew?|npm|yarn|pnpm|pytest|tox|go test|cargo test|make)\\b.*\\|\\|\\s*(?:true|:|exit 0|echo)\\b|^\\s*(?:-\\s*)?continue-on-error\\s*:\\s*true|^\\s*allow_failure\\s*:\\s*true"),
            new Weakening(
                    "coverage-exclusion",
                    "Code is left out of the coverage.",
                    Pattern.compile(
                            "(?i)pragma:\\s*no cover|(istanbul|c8|v8) ignore|@ExcludeFromJacocoGeneratedReport\\b|^\\s*@(?:[\\w.]+\\.)?(?!GeneratedValue\\b)\\w*Generated\\w*\\s*(?:$|@|(?:public|protected|private|static|final|abstract|class|record|void)\\b)|<jacoco\\.skip>"),
                    Scope.CODE));

    boolean matches(String line) {
        return line.length() <= LONGEST_LINE && pattern.matcher(line).find();
    }

    private static Weakening test(String kind, String message, String regex) {
        return new Weakening(kind, message, Pattern.compile(regex), Scope.TEST);
    }

    private static Weakening build(String kind, String message, String regex) {
        return new Weakening(kind, message, Pattern.compile(regex), Scope.BUILD);
    }

    private static Weakening plugin(String kind, String message, String regex) {
        return new Weakening(kind, message, Pattern.compile(regex), Scope.TEST_PLUGIN);
    }
}
