package dev.fettle.base;

/**
 * Makes text that others wrote safe to show, to log and to match: what a person cannot see is taken out, and it has an end.
 *
 * <p>Taken out are terminal escape sequences, control characters (but not tab and line feed), bidirectional and other format characters,
 * zero-width characters, tag characters and invisible fillers, because each has been used to show a reader one thing and a machine another.
 * Lone surrogates become U+FFFD. Line ends become line feeds. Every method is idempotent and linear in the length of the text.
 */
public final class UntrustedText {
    /** Stands where the rest was cut off. */
    public static final String CUT = "…";

    private static final char ESCAPE = 0x1B;
    private static final char BELL = 0x07;
    private static final char CSI = 0x9B;

    private UntrustedText() {}

    /** The text without anything hidden, on as many lines as it has. */
    public static String clean(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ESCAPE || c == CSI) {
                at = afterEscapeSequence(text, at);
                continue;
            }
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            if (point == '\r') {
                if (next >= text.length() || text.charAt(next) != '\n') {
                    kept.append('\n');
                }
            } else if (point == 0x2028 || point == 0x2029 || point == 0x85) {
                kept.append('\n');
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                kept.append('\uFFFD');
            } else if (!hidden(point)) {
                kept.appendCodePoint(point);
            }
            at = next;
        }
        return kept.toString();
    }

    /**
     * As {@link #clean(String)}, and cut off after a number of characters.
     *
     * @param most characters at most, {@link #CUT} included; at least 1
     */
    public static String clean(String text, int most) {
        return cut(clean(text), most);
    }

    /**
     * The text on one line: runs of white space become one space, and there is none at either end.
     *
     * @param most characters at most, {@link #CUT} included; at least 1
     */
    public static String oneLine(String text, int most) {
        String clean = clean(text);
        StringBuilder line = new StringBuilder(Math.min(clean.length(), most + 1));
        boolean space = false;
        for (int i = 0; i < clean.length() && line.length() <= most; i++) {
            char c = clean.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = !line.isEmpty();
            } else {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(c);
            }
        }
        return cut(line.toString(), most);
    }

    /** The text without HTML comments, which a forge does not show; an unclosed one hides the rest, as browsers have it. */
    public static String withoutHtmlComments(String text) {
        int open = text.indexOf("<!--");
        if (open < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        while (open >= 0) {
            // A space, so that what stood around a comment does not join into a new one.
            kept.append(text, from, open).append(' ');
            int close = text.indexOf("-->", open + 4);
            if (close < 0) {
                return kept.toString();
            }
            from = close + 3;
            open = text.indexOf("<!--", from);
        }
        return kept.append(text, from, text.length()).toString();
    }

    /** The first characters of a text, never half of a surrogate pair; {@link #CUT} stands last where something is missing. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Math.max(0, most - CUT.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT;
    }

    /** Whether a person sees nothing of this code point, or sees something else because of it. */
    static boolean hidden(int point) {
        if (point == '\n' || point == '\t') {
            return false;
        }
        int type = Character.getType(point);
        if (type == Character.CONTROL || type == Character.FORMAT) {
            return true;
        }
        return switch (point) {
            // Fillers that take no room, and the grapheme joiner.
            case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F, 0x17B4, 0x17B5 -> true;
            default ->
                // Variation selectors beyond the ones that emoji use, tags, and code points that are no characters.
                (point >= 0xE0000 && point <= 0xE0FFF)
                        || (point >= 0x180B && point <= 0x180F)
                        || (point & 0xFFFE) == 0xFFFE
                        || (point >= 0xFDD0 && point <= 0xFDEF);
        };
    }

    private static int afterEscapeSequence(String text, int start) {
        int at = start + 1;
        boolean csi = text.charAt(start) == CSI;
        if (!csi) {
            if (at >= text.length()) {
                return at;
            }
            char kind = text.charAt(at);
            if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
                return afterString(text, at + 1);
            }
            if (kind != '[') {
                // A two-character sequence; but never swallow the end of a line with it.
                return kind >= 0x20 && kind < 0x7F ? at + 1 : at;
            }
            at++;
        }
        while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) < 0x40) {
            at++;
        }
        return at < text.length() && text.charAt(at) >= 0x40 && text.charAt(at) < 0x7F ? at + 1 : at;
    }

    /** Operating system commands and their kind end with BEL or ESC \; one that does not end stops at the end of its line. */
    private static int afterString(String text, int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == BELL || c == 0x9C) {
                return at + 1;
            }
            if (c == '\n') {
                return at;
            }
            if (c == ESCAPE) {
                return at + 1 < text.length() && text.charAt(at + 1) == '\\' ? at + 2 : at;
            }
            at++;
        }
        return at;
    }
}
