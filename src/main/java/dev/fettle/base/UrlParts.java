package dev.fettle.base;

/** Finds what a URL may give away: user info, query values and fragment. Scheme, host and path stay. */
final class UrlParts {
    private static final int LONGEST = 8192;

    private UrlParts() {}

    static void find(String text, Sink sink) {
        int at = text.indexOf("://");
        while (at >= 0) {
            if (at > 0 && isSchemeEnd(text.charAt(at - 1))) {
                authorityAndFragment(text, at + 3, sink);
            }
            at = text.indexOf("://", at + 3);
        }
        int question = text.indexOf('?');
        while (question >= 0) {
            int end = query(text, question + 1, sink);
            // Within what is taken nothing more is looked for, but near the longest a new one may reach further.
            boolean cut = end - question >= LONGEST;
            question = text.indexOf('?', Math.max(question + 1, cut ? end - LONGEST / 2 : end));
        }
    }

    private static void authorityAndFragment(String text, int start, Sink sink) {
        int end = end(text, start);
        int slash = start;
        while (slash < end && "/?#".indexOf(text.charAt(slash)) < 0) {
            slash++;
        }
        int at = slash;
        while (at > start && text.charAt(at - 1) != '@') {
            at--;
        }
        at--;
        if (at > start) {
            sink.found("userinfo", start, at);
        }
        int fragment = slash;
        while (fragment < end && text.charAt(fragment) != '#') {
            fragment++;
        }
        if (fragment < end && !placeholderAt(text, fragment)) {
            sink.found("fragment", fragment + 1, end);
        }
    }

    /** {@code name=value&name=value}; only values are taken, since names tell a developer what was asked. Returns where it ends. */
    private static int query(String text, int start, Sink sink) {
        int end = end(text, start);
        int at = start;
        while (at < end) {
            int equals = at;
            while (equals < end && isName(text.charAt(equals))) {
                equals++;
            }
            if (equals == at || equals >= end || text.charAt(equals) != '=') {
                return at;
            }
            int valueEnd = equals + 1;
            while (valueEnd < end && "&#;".indexOf(text.charAt(valueEnd)) < 0) {
                valueEnd++;
            }
            // Behind the query of a script stand the line and the column of a frame.
            boolean place = valueEnd >= end && FrameLines.scriptBefore(text, start - 1);
            sink.found("value", equals + 1, place ? FrameLines.place(text, equals + 1, valueEnd) : valueEnd);
            if (valueEnd >= end || text.charAt(valueEnd) == '#') {
                return valueEnd;
            }
            at = valueEnd + 1;
            if (text.startsWith("amp;", at)) {
                at += 4;
            }
        }
        return at;
    }

    private static int end(String text, int start) {
        int limit = Math.min(text.length(), start + LONGEST);
        int end = start;
        while (end < limit && !endsUrl(text, end)) {
            end = text.charAt(end) == '<' ? afterPlaceholder(text, end) : end + 1;
        }
        while (end > start && ".,:!)]".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean endsUrl(String text, int at) {
        char c = text.charAt(at);
        if (c == '<') {
            return afterPlaceholder(text, at) == at;
        }
        return c <= ' ' || c == '"' || c == '\'' || c == '>' || c == '`' || c == '|' || c == '\\' || c == '^'
                || c == '{' || c == '}';
    }

    private static int afterPlaceholder(String text, int at) {
        return Placeholders.endAt(text, at);
    }

    private static boolean placeholderAt(String text, int hash) {
        int open = hash;
        while (open > 0 && hash - open < Placeholders.LONGEST && text.charAt(open) != '<') {
            open--;
        }
        return Placeholders.endAt(text, open) > hash;
    }

    private static boolean isSchemeEnd(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static boolean isName(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || "_-.[]%~$:+".indexOf(c) >= 0;
    }
}
