package dev.fettle.gate.integrity;

import java.util.regex.Pattern;

/** Tells whether a line of a Gradle script stands in the block of a task that runs tests. */
final class EnclosingTask {
    private static final Pattern RUNS_TESTS = Pattern.compile(
            "(?i)\\b(?!\\w*(?:report|logging|fixtures))\\w*test\\w*\\b[^;\\n]*$|\\btasks\\.(?:named|register|withType)\\b[^;\\n]*\\bTest\\b[^;\\n]*$");

    private EnclosingTask() {}

    /** @param line 1-based */
    static boolean runsTests(String script, int line) {
        String bare = BareCode.of("build.gradle", script);
        int at = 0;
        for (int i = 1; i < line && at >= 0; i++) {
            at = bare.indexOf('\n', at) + 1;
        }
        int end = bare.indexOf('\n', at);
        return Blocks.of(bare).around(end < 0 ? bare.length() : end).stream()
                .limit(1)
                .anyMatch(block -> RUNS_TESTS
                        .matcher(script.substring(block.start() - block.head().length(), block.start())
                                .strip())
                        .find());
    }
}
