package dev.fettle.base;

import com.google.re2j.Pattern;

/** Finds private keys in their armour: PEM, OpenSSH and PGP. */
final class KeyBlocks {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final Pattern KEY_LINE = Pattern.compile("[A-Za-z0-9+/]{40}");
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_BLOCK = 64 * 1024;

    private KeyBlocks() {}

    /** Every block from its first dash to its last; one without an end reaches as far as it looks like one. */
    static void find(String text, Sink sink) {
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int label = at + BEGIN.length();
            int dashes = indexOf(text, "-----", label, label + LONGEST_LABEL);
            int next = label;
            if (dashes >= 0 && isPrivate(text.substring(label, dashes))) {
                int end = end(text, dashes + 5);
                sink.found("private-key", at, end);
                next = end;
            }
            at = text.indexOf(BEGIN, next);
        }
    }

    /** Whether a block has no key in it, as where code only looks for the line that begins one. */
    static boolean empty(String text, int start, int end) {
        int label = indexOf(text, "-----", start + BEGIN.length(), end);
        int at = label < 0 ? end : label + 5;
        boolean closed = at < text.length() && "\"'`)\\".indexOf(text.charAt(at)) >= 0 && !text.startsWith("\\n", at);
        boolean another = text.startsWith("-----END", at) || text.startsWith("-----", at);
        boolean masked = text.substring(Math.min(at, end), end).contains("XXXX");
        return closed || another || masked;
    }

    /** Whether a block has its end, and between the two what could be a key. */
    static boolean whole(String block) {
        return block.contains(END) && KEY_LINE.matcher(block).find();
    }

    /** PEM and OpenSSH say PRIVATE KEY; PGP says PRIVATE KEY BLOCK; the mission's own pattern has one word before KEY BLOCK. */
    private static boolean isPrivate(String label) {
        return label.contains("PRIVATE KEY") || label.matches("[A-Z]+ KEY BLOCK");
    }

    private static int end(String text, int from) {
        int limit = Math.min(text.length(), from + LONGEST_BLOCK);
        int end = indexOf(text, END, from, limit);
        if (end >= 0) {
            int label = end + END.length();
            int dashes = indexOf(text, "-----", label, label + LONGEST_LABEL);
            return dashes >= 0 ? dashes + 5 : end + END.length();
        }
        int at = from;
        while (at < limit && armour(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** As the method of String, but it looks no further than told: else many beginnings without an end cost their square. */
    private static int indexOf(String text, String part, int from, int limit) {
        int last = Math.min(limit, text.length() - part.length());
        for (int at = from; at <= last; at++) {
            if (text.startsWith(part, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean armour(char c) {
        return c == '+'
                || c == '/'
                || c == '='
                || c == '\\'
                || c == '\n'
                || c == '\r'
                || c == ' '
                || c == ':'
                || c == '-'
                || c == ','
                || c == '.'
                || (c < 128 && Character.isLetterOrDigit(c));
    }
}
