package dev.fettle.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is given to a name: in code, properties, JSON, YAML, XML elements, make files, headers and arguments ({@code setProperty("NAME", "value")}).
 *
 * @param start of the value, without its quotes
 * @param end just after its last character
 * @param quoted whether it stands in quotes
 */
record Assignment(int start, int end, boolean quoted) {
    static final int LONGEST_VALUE = 400;
    private static final int LONGEST_GAP = 40;
    private static final String OPERATORS = ":=?.+|>~-&";
    private static final List<String> TYPES = List.of("string ", "String ", "str ", "&str ", "any ", "string=", "str=");
    private static final List<String> SCHEMES =
            List.of("Bearer ", "bearer ", "Basic ", "basic ", "Token ", "token ", "ApiKey ");

    /**
     * The value that follows a name.
     *
     * @param nameEnd just after the name's last character
     */
    static @Nullable Assignment after(String text, int nameEnd) {
        int at = nameEnd;
        boolean nameQuoted = false;
        while (at < text.length() && at - nameEnd < 4 && "\"'`]\\)".indexOf(text.charAt(at)) >= 0) {
            nameQuoted |= text.charAt(at) == '"' || text.charAt(at) == '\'';
            at++;
        }
        int afterName = at;
        at = blanks(text, at);
        at = type(text, at, afterName);
        int operator = at;
        while (at < text.length() && at - operator < 4 && OPERATORS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String sign = text.substring(operator, at);
        boolean assigns = sign.endsWith("=") || sign.endsWith(":") || sign.endsWith(">") || sign.equals("||");
        boolean dash = sign.equals("-") && operator > afterName;
        if (sign.equals("-") && !dash) {
            return null;
        }
        if (!assigns && !dash) {
            boolean opens = sign.isEmpty() && at < text.length() && (text.charAt(at) == ',' || text.charAt(at) == '(');
            if (!opens || (text.charAt(at) == ',' && !nameQuoted)) {
                return null;
            }
            at++;
            return quotedAfter(text, at);
        }
        if (sign.equals(":")) {
            at = type(text, blanks(text, at), at);
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
            }
        }
        return sign.endsWith(">") || dash ? element(text, at, dash) : value(text, blanks(text, at));
    }

    /** {@code <token>} may have its value on the next line; {@code token => } has it on the same. */
    private static @Nullable Assignment element(String text, int from, boolean dash) {
        int at = from;
        while (at < text.length() && at - from < LONGEST_GAP && text.charAt(at) <= ' ') {
            at++;
        }
        return dash ? quotedAfter(text, at) : value(text, at);
    }

    private static @Nullable Assignment quotedAfter(String text, int from) {
        int at = blanks(text, from);
        return at < text.length() && isQuote(text.charAt(at)) ? value(text, at) : null;
    }

    private static int type(String text, int from, int nameEnd) {
        for (String type : TYPES) {
            if (from >= nameEnd && text.startsWith(type, from)) {
                return from + (type.endsWith("=") ? type.length() - 1 : type.length());
            }
        }
        return from;
    }

    private static @Nullable Assignment value(String text, int from) {
        int at = from;
        if (at + 1 < text.length() && "bru@$f(".indexOf(text.charAt(at)) >= 0 && isQuote(text.charAt(at + 1))) {
            at++;
        }
        if (at + 1 < text.length() && text.charAt(at) == '\\' && isQuote(text.charAt(at + 1))) {
            at++;
        }
        boolean quoted = at < text.length() && isQuote(text.charAt(at));
        char quote = quoted ? text.charAt(at) : ' ';
        int start = quoted ? at + 1 : at;
        for (String scheme : SCHEMES) {
            start = text.startsWith(scheme, start) ? start + scheme.length() : start;
        }
        int limit = Math.min(text.length(), start + LONGEST_VALUE + 1);
        int end = start;
        while (end < limit && !(quoted ? endsQuoted(text, end, quote) : endsBare(text.charAt(end)))) {
            end++;
        }
        while (!quoted && end > start && ".:".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > start ? new Assignment(start, end, quoted) : null;
    }

    private static boolean endsQuoted(String text, int at, char quote) {
        char c = text.charAt(at);
        return c == quote || c == '\n' || c == '\\';
    }

    private static boolean endsBare(char c) {
        return c <= ' ' || "\"'`,;)}]&<\\|".indexOf(c) >= 0;
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < LONGEST_GAP && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /**
     * Where what follows a name such as {@code twitter} in {@code twitter api key = } ends: names of several words, with their blanks.
     *
     * @param from just after the first word
     */
    static int endOfLooseName(String text, int from) {
        int at = from;
        int limit = Math.min(text.length(), from + LONGEST_GAP);
        while (at < limit && (partOfName(text.charAt(at)) || text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        // The blanks and the dash before a quote are no part of it.
        while (at > from && " \t-.".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    static boolean partOfName(char c) {
        return c == '_' || c == '-' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }
}
