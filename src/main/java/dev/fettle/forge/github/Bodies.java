package dev.fettle.forge.github;

import dev.fettle.base.UntrustedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a text fit for a server. */
final class Bodies {
    /** GitHub refuses 65,537 characters; some are left for a marker. */
    private static final int LONGEST = 65_000;

    /** Some servers need seconds to render a thousand characters without a blank, and minutes for more. */
    private static final int LONGEST_RUN = 240;

    private static final Pattern FOLD = Pattern.compile("<details><summary>(.*)</summary>");

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

    /**
     * The text with a heading where something is folded: GitBucket drops the tags, and reads no table and no list between them. What is quoted as it is stays so.
     */
    static String unfolded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean quoted = false;
        for (String line : text.lines().toList()) {
            quoted ^= line.stripLeading().startsWith("```");
            Matcher fold = FOLD.matcher(line);
            if (!quoted && fold.matches()) {
                out.append("#### ").append(fold.group(1)).append('\n');
            } else if (quoted || !line.equals("</details>")) {
                out.append(line).append('\n');
            }
        }
        return text.endsWith("\n") || out.isEmpty() ? out.toString() : out.substring(0, out.length() - 1);
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
