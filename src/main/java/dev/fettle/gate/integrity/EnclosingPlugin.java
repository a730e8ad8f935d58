package dev.fettle.gate.integrity;

import java.util.regex.Pattern;

/** Tells which plugin of a {@code pom.xml} a line belongs to, so that a packaging plugin's exclusions are not taken for a test's. */
final class EnclosingPlugin {
    private static final Pattern RUNS_OR_MEASURES_TESTS = Pattern.compile(
            "<artifactId>\\s*[\\w.-]*(surefire|failsafe|jacoco|pitest|cobertura|clover|test|junit)[\\w.-]*\\s*</artifactId>");

    private EnclosingPlugin() {}

    /** Whether a line (1-based) of a pom stands within a plugin that runs or measures tests. */
    static boolean runsTests(String pom, int line) {
        String before = upTo(pom, line);
        int open = before.lastIndexOf("<plugin>");
        if (open < 0 || before.indexOf("</plugin>", open) >= 0) {
            return false;
        }
        int close = pom.indexOf("</plugin>", open);
        String plugin = pom.substring(open, close < 0 ? pom.length() : close);
        int dependencies = plugin.indexOf("<dependencies>");
        return RUNS_OR_MEASURES_TESTS
                .matcher(dependencies < 0 ? plugin : plugin.substring(0, dependencies))
                .find();
    }

    private static String upTo(String text, int line) {
        int at = -1;
        for (int i = 0; i < line; i++) {
            int next = text.indexOf('\n', at + 1);
            if (next < 0) {
                return text;
            }
            at = next;
        }
        return text.substring(0, at);
    }
}
