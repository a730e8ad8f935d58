package dev.fettle.gate.integrity;

import dev.fettle.gate.integrity.Blocks.Block;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tests that stand in Java code and that no engine runs where they stand: private ones, static ones, those that return something, and those of an inner class that does not say {@code @Nested} or is static
 * all the same.
 */
final class NotRun {
    private static final Pattern TEST =
            Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b");
    private static final Pattern PRIVATE_TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b[^;{}]{0,300}\\bprivate\\s[^;{}()=]{1,200}\\(");
    /** JUnit passes over both without a word; a factory returns its tests. */
    private static final Pattern PASSED_OVER = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestTemplate)\\b(?!\\s*\\([^)]{0,200}enabled)[^;{}]{0,300}?[\\s)](?:static\\s+(?:final\\s+)?(?:<[^>]{1,40}>\\s*)?[\\w.<>\\[\\]]+|(?:(?:public|protected|final|synchronized)\\s+){0,3}(?!void\\b|throws\\b|static\\b|private\\b|class\\b|record\\b|interface\\b|enum\\b)[A-Za-z_][\\w.]{0,60}(?:<[\\w<>?, .]{0,60}>)?(?:\\[\\])?)\\s+\\w+\\s*\\([^;{}]{0,300}\\)\\s*(?:throws[\\w\\s.,]{1,100})?\\{");

    private static final Pattern NESTED_AND_STATIC =
            Pattern.compile("@Nested\\b[\\s\\S]{0,200}\\bstatic\\b|\\bstatic\\b[\\s\\S]{0,200}@Nested\\b");
    private static final Pattern RUN_WHERE_IT_STANDS =
            Pattern.compile("@Nested\\b|\\bstatic\\b|\\babstract\\b|\\binterface\\b");

    private NotRun() {}

    /** How many there are in bare code. */
    static int in(String bare) {
        int tests = TestCounts.count(PRIVATE_TEST, bare) + TestCounts.count(PASSED_OVER, bare);
        List<Block> blocks = Blocks.of(bare).all();
        for (Block block : blocks) {
            boolean inner = block.type()
                    && block.parent() >= 0
                    && blocks.get(block.parent()).type();
            if (inner
                    && (!RUN_WHERE_IT_STANDS.matcher(block.head()).find()
                            || NESTED_AND_STATIC.matcher(block.head()).find())) {
                tests += TestCounts.count(TEST, bare.substring(block.start(), block.end()));
            }
        }
        return tests;
    }
}
