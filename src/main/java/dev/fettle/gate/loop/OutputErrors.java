package dev.fettle.gate.loop;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;

/** Counts what looks like an error in what tests print: lines logged as errors, and exceptions with their stack traces. */
final class OutputErrors {
    /** Above it, output is counted up to there. */
    static final int LONGEST = 8 << 20;

    private static final int LONGEST_LINE = 400;
    private static final Pattern LOGGED = Pattern.compile("\\b(ERROR|SEVERE|FATAL)\\b");
    private static final Pattern THROWN = Pattern.compile(
            "^(Exception in thread |Caused by: )?(\"[^\"]{1,80}\" )?([a-z_][\\w$]{0,80}\\.){1,12}[A-Z][\\w$]{0,100}(Exception|Error)(:|$)");

    private OutputErrors() {}

    /** How many lines of these texts tell of one; a stack trace counts once, with each cause once more. */
    static int count(Collection<byte[]> outputs) {
        int count = 0;
        for (byte[] output : outputs) {
            String text = new String(output, 0, Math.min(output.length, LONGEST), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                String begin = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
                count += LOGGED.matcher(begin).find()
                                || THROWN.matcher(begin.strip()).find()
                        ? 1
                        : 0;
            }
        }
        return count;
    }
}
