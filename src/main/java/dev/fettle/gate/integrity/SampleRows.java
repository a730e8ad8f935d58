package dev.fettle.gate.integrity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the samples that parameterised tests are run with, as far as they stand beside them: in the annotation in Java, in the list of {@code parametrize} in Python and of {@code each} in JavaScript. */
final class SampleRows {
    private static final Pattern SOURCE = Pattern.compile("@(?:ValueSource|CsvSource)\\s*\\(");
    private static final Pattern LIST = Pattern.compile("\\{");

    private SampleRows() {}

    private static final Pattern PYTHON = Pattern.compile("\\bparametrize\\s*\\([^\\[\\]()]{0,200}(?=\\[)");
    private static final Pattern SCRIPT = Pattern.compile("\\.each\\s*\\(\\s*(?=\\[)");

    /** Those of a file, by what it is written in; 0 where none are told. */
    static int of(String path, String text) {
        String bare = BareCode.of(path, text);
        return path.endsWith(".java")
                ? in(text, bare)
                : path.endsWith(".py")
                        ? lists(PYTHON, bare)
                        : path.matches(".*\\.[cm]?[jt]sx?") ? lists(SCRIPT, bare) : 0;
    }

    private static int lists(Pattern before, String bare) {
        int rows = 0;
        Matcher list = before.matcher(bare);
        while (list.find()) {
            rows += topLevel(bare, list.end());
        }
        return rows;
    }

    /** The elements of the list that opens at an index. */
    private static int topLevel(String bare, int open) {
        int depth = 0;
        int count = 0;
        boolean something = false;
        for (int i = open; i < bare.length(); i++) {
            char c = bare.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0) {
                break;
            }
            boolean ends = depth == 1 && c == ',';
            count += ends && something ? 1 : 0;
            something = !ends && (something || i > open && !Character.isWhitespace(c));
        }
        return count + (something ? 1 : 0);
    }

    /** @param bare the same text without comments and the insides of literals */
    private static int in(String text, String bare) {
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
