package dev.fettle.gate.integrity;

import dev.fettle.gate.integrity.Blocks.Block;
import java.util.List;
import java.util.regex.Pattern;

/** Tests that stand in Java code and that no engine runs where they stand: private ones, and those of an inner class that does not say {@code @Nested}. */
final class NotRun {
    private static final Pattern TEST =
            Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b");
    private static final Pattern PRIVATE_TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b[^;{}]{0,300}\\bprivate\\s[^;{}()=]{1,200}\\(");
    private static final Pattern RUN_WHERE_IT_STANDS =
            Pattern.compile("@Nested\\b|\\bstatic\\b|\\babstract\\b|\\binterface\\b");

    private NotRun() {}

    /** How many there are in bare code. */
    static int in(String bare) {
        int tests = TestCounts.count(PRIVATE_TEST, bare);
        List<Block> blocks = Blocks.of(bare).all();
        for (Block block : blocks) {
            boolean inner = block.type()
                    && block.parent() >= 0
                    && blocks.get(block.parent()).type();
            if (inner && !RUN_WHERE_IT_STANDS.matcher(block.head()).find()) {
                tests += TestCounts.count(TEST, bare.substring(block.start(), block.end()));
            }
        }
        return tests;
    }
}
