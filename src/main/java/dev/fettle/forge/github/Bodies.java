package dev.fettle.forge.github;

import dev.fettle.base.UntrustedText;

/** Makes a text fit for a server. */
final class Bodies {
    /** GitHub refuses 65,537 characters; some are left for a marker. */
    private static final int LONGEST = 65_000;

    /** Some servers need seconds to render a thousand characters without a blank, and minutes for more. */
    private static final int LONGEST_RUN = 240;

    private Bodies() {}

    /** The text, cut where it is too long for a server, and with a blank in runs of characters that have none for too long. */
    static String fit(String text) {
        return broken(UntrustedText.cut(text, LONGEST));
    }

    /** The same with the marker in it, at its end when it was not there. */
    static String marked(String text, String marker) {
        String whole = fit(text);
        return whole.contains(marker) ? whole : whole + "\n\n" + marker;
    }

    /** Whether a server shows what we want it to, however it ends its lines. */
    static boolean same(String theirs, String ours) {
        return plain(theirs).equals(plain(ours));
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private static String broken(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int run = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (Character.isWhitespace(point)) {
                run = 0;
            } else if (++run > LONGEST_RUN) {
                out.append(' ');
                run = 1;
            }
            out.appendCodePoint(point);
            at += Character.charCount(point);
        }
        return out.toString();
    }
}
