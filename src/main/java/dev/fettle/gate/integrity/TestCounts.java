package dev.fettle.gate.integrity;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a file of tests says, counted in bare code ({@link BareCode}).
 *
 * @param tests test methods
 * @param parameterized sources of parameters, each of which may stand for many tests
 * @param assertions calls of the known assertion libraries; links of a fluent chain count each
 * @param strong those that name the whole expected value
 * @param custom calls of methods of the project's own that are called {@code assert…} or {@code verify…}
 * @param calls how often each method name is called
 */
record TestCounts(int tests, int parameterized, int assertions, int strong, int custom, Map<String, Integer> calls) {
    static final TestCounts NOTHING = new TestCounts(0, 0, 0, 0, 0, Map.of());

    static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Theory|Property)\\b|\\bvoid\\s+test\\w*\\s*\\(|\\bdef test_|\\bfunc Test|\\b(?:it|test)\\s*\\(");
    private static final Pattern JUNIT_3_UNDER_ANNOTATION =
            Pattern.compile("@Test\\b[^;{}]{0,200}\\bvoid\\s+test\\w*\\s*\\(");
    private static final Pattern PARAMETERS = Pattern.compile(
            "@(?:ValueSource|CsvSource|MethodSource|EnumSource|CsvFileSource|ArgumentsSource|FieldSource|DataProvider|Parameters)\\b|parametrize\\(|\\.each\\(");
    static final Pattern KNOWN = Pattern.compile(
            "\\b(?:assert(?:Equals|NotEquals|Same|NotSame|True|False|Null|NotNull|ArrayEquals|IterableEquals|LinesMatch|Throws|ThrowsExactly|DoesNotThrow|Timeout|TimeoutPreemptively|InstanceOf|All|That|ThatThrownBy|ThatExceptionOfType|ThatCode)|fail|expect|expectThrows|then|expectError)\\s*\\(|\\bassert\\s+[^;=]|\\bassert\\s*\\(|\\bexpected\\s*=\\s*[\\w.]+\\.class|self\\.assert\\w+\\(|\\.should\\w*\\(|\\bverify\\s*\\(");
    private static final Pattern THAT = Pattern.compile("\\bassertThat\\w*\\s*\\(");
    private static final Pattern LINK = Pattern.compile(
            "\\.(?:is[A-Z]\\w*|has[A-Z]\\w*|contains\\w*|doesNot\\w+|startsWith|endsWith|matches|allMatch|anyMatch|noneMatch|isolates|satisfies)\\s*\\(");
    static final Pattern STRONG = Pattern.compile(
            "\\bassert(?:Equals|Same|ArrayEquals|IterableEquals|LinesMatch|Throws|ThrowsExactly)\\s*\\(|\\.(?:isEqualTo|isSameAs|isEqualByComparingTo|containsExactly\\w*|hasSize|hasToString|isTrue|isFalse|isNull|isZero|isInstanceOf|hasMessage)\\s*\\(|\\bassertNull\\s*\\(|\\bassert(?:True|False)\\s*\\((?![^;\\n]*(?:\\s[<>]=?\\s|!=))|\\bexpected\\s*=\\s*[\\w.]+\\.class|assert\\s[^\\n]*==|\\.to(?:Be|Equal|StrictEqual)\\(");
    private static final Pattern EXTRACTING = Pattern.compile("\\.extracting\\s*\\(");
    private static final Pattern OWN = Pattern.compile("\\b(?:assert|verify)[A-Z]\\w*\\s*\\(");
    private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_]\\w*)\\s*\\(");

    /** The same with so many tests fewer: they are there and not run. */
    TestCounts without(int notRun) {
        return new TestCounts(Math.max(0, tests - notRun), parameterized, assertions, strong, custom, calls);
    }

    static TestCounts of(String bare) {
        int tests = count(TEST, bare) - count(JUNIT_3_UNDER_ANNOTATION, bare);
        int known = count(KNOWN, bare);
        int chains = count(THAT, bare);
        int assertions = known + (chains == 0 ? 0 : Math.max(0, count(LINK, bare) - chains)) + extracted(bare);
        Map<String, Integer> calls = new HashMap<>();
        Matcher call = CALL.matcher(bare);
        while (call.find()) {
            calls.merge(call.group(1), 1, Integer::sum);
        }
        return new TestCounts(
                tests, count(PARAMETERS, bare), assertions, count(STRONG, bare), custom(bare), Map.copyOf(calls));
    }

    /** What a chain takes out beyond the first one is compared too. */
    private static int extracted(String bare) {
        int more = 0;
        Matcher extracting = EXTRACTING.matcher(bare);
        while (extracting.find()) {
            int depth = 1;
            for (int i = extracting.end(); i < bare.length() && depth > 0; i++) {
                char c = bare.charAt(i);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                more += c == ',' && depth == 1 ? 1 : 0;
            }
        }
        return more;
    }

    /** Calls of the project's own assertions that went away and that no other name took the place of. */
    int customLost(TestCounts after) {
        int lost = custom - after.custom;
        if (lost <= 0) {
            return 0;
        }
        boolean renamed = after.calls.entrySet().stream()
                .anyMatch(call -> call.getValue() - calls.getOrDefault(call.getKey(), 0) >= lost);
        return renamed ? 0 : lost;
    }

    private static int custom(String bare) {
        int all = count(OWN, bare);
        Matcher known = KNOWN.matcher(bare);
        int libraries = 0;
        while (known.find()) {
            if (OWN.matcher(known.group()).find()) {
                libraries++;
            }
        }
        return Math.max(0, all - libraries);
    }

    static int count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
