package dev.fettle.propose;

import java.util.regex.Pattern;

/**
 * Puts foreign text into Markdown so that it can only be read: no mention, no cross-reference, no link, no image, no HTML, no closing keyword.
 *
 * <p>The rules are those of GitHub Flavored Markdown: mentions and references are broken by a zero-width space, everything else by being code.
 */
public final class Markdown {
    private static final char ZERO_WIDTH_SPACE = '\u200b';
    private static final int LONGEST_RUN = 120;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t\\u200b]]");

    private Markdown() {}

    /** Foreign text as one line of inline code, cut to {@code most} characters; {@code –} when there is none. */
    public static String code(String text, int most) {
        String line =
                cut(CONTROL.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip(), most);
        if (line.isEmpty()) {
            return "–";
        }
        String fence = "`".repeat(longestBackTicks(line) + 1);
        String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + pad + breakRuns(defuse(line)) + pad + fence;
    }

    /** As {@link #code}, for a cell of a table: the column mark is escaped. */
    public static String cell(String text, int most) {
        return code(text, most).replace("|", "\\|");
    }

    /** Foreign text as a fenced block, cut to {@code most} characters. */
    public static String block(String language, String text, int most) {
        String kept = cut(
                CONTROL.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll(""), most);
        String fence = "`".repeat(Math.max(3, longestBackTicks(kept) + 1));
        return fence + language + "\n" + kept + (kept.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    /** Cuts to {@code most} characters, never within a surrogate pair, and says so with an ellipsis. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, Math.max(0, end)) + "…";
    }

    /** Breaks mentions and cross-references even where a renderer looks into code. */
    private static String defuse(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c);
            if ((c == '@' || c == '#') && i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1))) {
                out.append(ZERO_WIDTH_SPACE);
            }
        }
        return out.toString();
    }

    /** Unbroken runs of text take some servers seconds to render. */
    private static String breakRuns(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = Character.isWhitespace(c) ? 0 : run + 1;
            out.append(c);
            if (run >= LONGEST_RUN && !Character.isHighSurrogate(c)) {
                out.append(' ');
                run = 0;
            }
        }
        return out.toString();
    }

    private static int longestBackTicks(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
