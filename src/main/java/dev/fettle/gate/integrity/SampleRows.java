package dev.fettle.gate.integrity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the samples that parameterised tests in Java are run with, as far as they stand in the annotation. */
final class SampleRows {
    private static final Pattern SOURCE = Pattern.compile("@(?:ValueSource|CsvSource)\\s*\\(");
    private static final Pattern LIST = Pattern.compile("\\{");

    private SampleRows() {}

    /** @param bare the same text without comments and the insides of literals */
    static int in(String text, String bare) {
        int rows = 0;
        Matcher source = SOURCE.matcher(bare);
        while (source.find()) {
            int end = closing(bare, source.end() - 1);
            Matcher list = LIST.matcher(bare).region(source.end(), end);
            int block = text.indexOf("\"\"\"", source.end());
            if (list.find()) {
                rows += elements(bare, list.end(), end);
            } else if (block >= 0 && block < end) {
                rows += (int) text.substring(block + 3, text.indexOf("\"\"\"", block + 3))
                        .lines()
                        .filter(line -> !line.isBlank())
                        .count();
            } else {
                rows++;
            }
        }
        return rows;
    }

    /** Index of the bracket that closes the one at an index; the end of the text where none does. */
    private static int closing(String bare, int open) {
        int depth = 0;
        for (int i = open; i < bare.length(); i++) {
            depth += bare.charAt(i) == '(' ? 1 : bare.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return bare.length();
    }

    private static int elements(String bare, int from, int to) {
        int count = 0;
        boolean something = false;
        for (int i = from; i < to && bare.charAt(i) != '}'; i++) {
            char c = bare.charAt(i);
            if (c == ',') {
                count += something ? 1 : 0;
                something = false;
            } else {
                something |= !Character.isWhitespace(c);
            }
        }
        return count + (something ? 1 : 0);
    }
}
