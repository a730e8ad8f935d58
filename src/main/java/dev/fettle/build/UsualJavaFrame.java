package dev.fettle.build;

import dev.fettle.build.StackTrace.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The form that nearly all frames have, {@code at shop.Cart.total(Cart.java:12)} and nothing more on the line, read without a pattern: a trace has dozens of them, and each is asked for by the
 * readers of all languages.
 */
final class UsualJavaFrame {
    private static final String AT = "at ";
    private static final String[] FILES = {".java:", ".kt:", ".scala:", ".groovy:"};
    private static final int LONGEST = 300;

    private UsualJavaFrame() {}

    /** The frame of a line; null where it has another form, or is no frame. */
    static @Nullable Frame read(String line) {
        int length = line.length();
        if (length == 0 || length > LONGEST || line.charAt(length - 1) != ')') {
            return null;
        }
        int start = 0;
        while (start < length && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) {
            start++;
        }
        if (!line.startsWith(AT, start)) {
            return null;
        }
        start += AT.length();
        int dot = -1;
        int at = start;
        for (; at < length && line.charAt(at) != '('; at++) {
            char c = line.charAt(at);
            if (c == '.') {
                dot = at;
            } else if (!word(c)) {
                return null;
            }
        }
        boolean named = dot > start && dot + 1 < at && !digit(line.charAt(start));
        return named && line.charAt(start) != '.' ? placed(line, start, dot, at) : null;
    }

    private static @Nullable Frame placed(String line, int start, int dot, int open) {
        int at = open + 1;
        int end = line.length() - 1;
        while (at < end && word(line.charAt(at))) {
            at++;
        }
        String suffix = suffix(line, at);
        if (at == open + 1 || suffix == null) {
            return null;
        }
        int number = at + suffix.length();
        for (int i = number; i < end; i++) {
            if (!digit(line.charAt(i))) {
                return null;
            }
        }
        return number == end
                ? null
                : new Frame(
                        line.substring(start, dot),
                        line.substring(dot + 1, open),
                        line.substring(open + 1, number - 1),
                        JavaFrames.number(line.substring(number, end)));
    }

    private static @Nullable String suffix(String line, int at) {
        for (String suffix : FILES) {
            if (line.startsWith(suffix, at)) {
                return suffix;
            }
        }
        return null;
    }

    private static boolean word(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || digit(c) || c == '_' || c == '$';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
