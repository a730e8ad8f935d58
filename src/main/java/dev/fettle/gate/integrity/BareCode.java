package dev.fettle.gate.integrity;

/**
 * Source text without what a compiler does not run: comments and the insides of literals become spaces, lines stay where they are. So an assertion that is only
 * spoken of, or commented out, does not count as one.
 */
final class BareCode {
    private BareCode() {}

    /** For Java and the languages that write comments and strings as it does; Python by {@code #}. */
    static String of(String path, String text) {
        return path.endsWith(".py") ? python(text) : braces(text);
    }

    /** The same with the insides of literals as they are, text blocks excepted. */
    static String withLiterals(String path, String text) {
        String bare = of(path, text);
        StringBuilder out = new StringBuilder(bare);
        boolean python = path.endsWith(".py");
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean comment = python ? c == '#' : text.startsWith("//", at) || text.startsWith("/*", at);
            if (comment) {
                at = python || text.startsWith("//", at) ? endOfLine(text, at) : after(text, "*/", at + 2);
            } else if (text.startsWith("\"\"\"", at) || python && text.startsWith("'''", at)) {
                at = after(text, text.substring(at, at + 3), at + 3);
            } else if (c == '"' || c == '\'') {
                int end = endOfLiteral(text, at);
                for (int i = at; i < end; i++) {
                    out.setCharAt(i, text.charAt(i));
                }
                at = end;
            } else {
                at++;
            }
        }
        return out.toString();
    }

    private static String braces(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end;
            if (text.startsWith("//", at)) {
                end = endOfLine(text, at);
            } else if (text.startsWith("/*", at)) {
                end = after(text, "*/", at + 2);
            } else if (text.startsWith("\"\"\"", at)) {
                end = after(text, "\"\"\"", at + 3);
            } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
                end = endOfLiteral(text, at);
                out.append(text.charAt(at));
                blank(text, at + 1, end - 1, out);
                out.append(end - 1 > at ? text.charAt(end - 1) : ' ');
                at = end;
                continue;
            } else {
                out.append(text.charAt(at++));
                continue;
            }
            blank(text, at, end, out);
            at = end;
        }
        return out.toString();
    }

    private static String python(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end;
            if (c == '#') {
                end = endOfLine(text, at);
            } else if (text.startsWith("\"\"\"", at)) {
                end = after(text, "\"\"\"", at + 3);
            } else if (text.startsWith("'''", at)) {
                end = after(text, "'''", at + 3);
            } else if (c == '"' || c == '\'') {
                end = endOfLiteral(text, at);
            } else {
                out.append(c);
                at++;
                continue;
            }
            blank(text, at, end, out);
            at = end;
        }
        return out.toString();
    }

    private static void blank(String text, int from, int to, StringBuilder out) {
        for (int i = from; i < to; i++) {
            out.append(text.charAt(i) == '\n' ? '\n' : ' ');
        }
    }

    private static int endOfLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private static int after(String text, String mark, int from) {
        int end = text.indexOf(mark, from);
        return end < 0 ? text.length() : end + mark.length();
    }

    /** Just after the closing quote; a literal that does not end, such as an apostrophe in a comment of another language, ends with its line. */
    private static int endOfLiteral(String text, int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            } else if (c == '\n') {
                return i;
            }
        }
        return text.length();
    }
}
