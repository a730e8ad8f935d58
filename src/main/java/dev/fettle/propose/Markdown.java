package dev.fettle.propose;

import dev.fettle.base.UntrustedText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts foreign text into Markdown so that it can only be read: no mention, no cross-reference, no link, no image, no HTML, no closing keyword. Hidden
 * characters are taken out first ({@link UntrustedText}).
 *
 * <p>The rules are those of GitHub Flavored Markdown. Mentions, references and addresses are broken by a zero-width space, the only invisible character that is
 * left; everything else is code, or escaped.
 */
public final class Markdown {
    /** What {@link #code} says where there is nothing. */
    static final String NOTHING = "–";

    private static final char BREAK = '\u200b';
    private static final int LONGEST_RUN = 120;
    private static final String ESCAPED_ANYWHERE = "\\`*_[]<>|~&$";
    private static final String ESCAPED_IN_FRONT = "#+-=:";
    private static final Pattern GITHUB_REFERENCE = Pattern.compile("(?i)(?<![a-z0-9])(gh)-(?=\\d)");
    /** Broken within the scheme: after it, a renderer may take the break for a part of the host's name. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?<=[a-z])(?=://)|(?<=www)(?=\\.)|(?<=mailto|xmpp)(?=:)");
    /** A commit's id becomes a link from seven digits on. */
    private static final Pattern COMMIT = Pattern.compile("(?<![0-9A-Za-z])[0-9a-f]{7,}(?![0-9A-Za-z])");

    private static final Pattern SIX = Pattern.compile("(.{6})(?=.)");

    /** No {@code #} before a digit, which would be a reference. */
    private static final Pattern COMMAND = Pattern.compile("(?:[A-Za-z0-9_.,$/=& '*+:-]|#(?![0-9]))+");

    private Markdown() {}

    /** Foreign text as one line of inline code, cut to {@code most} characters; {@code –} when there is none. */
    public static String code(String text, int most) {
        return fenced(UntrustedText.oneLine(text, most));
    }

    /** A place in a file as inline code, cut at its front, where a path says least. */
    static String place(String path, int line, int most) {
        String whole = UntrustedText.oneLine(path + (line > 0 ? ":" + line : ""), Integer.MAX_VALUE - 1);
        if (whole.length() <= most) {
            return fenced(whole);
        }
        int from = whole.length() - most + UntrustedText.CUT.length();
        int folder = whole.indexOf('/', from);
        if (folder > 0) {
            from = folder; // half of a folder's name is no name
        } else if (Character.isLowSurrogate(whole.charAt(from))) {
            from++;
        }
        return fenced(UntrustedText.CUT + whole.substring(from));
    }

    /** As {@link #code}, for a cell of a table: what would end the cell is escaped. */
    public static String cell(String text, int most) {
        // Renderers disagree on whether a backslash before the escaped mark is itself escaped: keep them apart.
        return code(text, most).replace("\\|", "\\" + BREAK + "|").replace("|", "\\|");
    }

    /**
     * A sentence of ours that may hold foreign words, as plain text on one line, cut to {@code most} characters. Not for a table's cell, which takes
     * {@link #cell}.
     */
    public static String prose(String text, int most) {
        String line = UntrustedText.oneLine(text, most);
        line = GITHUB_REFERENCE.matcher(line).replaceAll("$1" + BREAK + "-");
        line = ADDRESS.matcher(line).replaceAll(String.valueOf(BREAK));
        line = COMMIT.matcher(breakRuns(line))
                .replaceAll(id -> SIX.matcher(id.group()).replaceAll("$1" + BREAK));
        StringBuilder out = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (opensMarkup(line, i) || endsListNumber(line, i)) {
                out.append('\\');
            }
            out.append(c);
            if (c == '@' || (c == '#' && isDigit(line, i + 1))) {
                out.append(BREAK);
            }
        }
        return out.toString();
    }

    /**
     * A command that a person copies: inline code without an invisible character in it.
     *
     * @return empty when it is longer than {@code most} or holds more than names, paths and simple options
     */
    static Optional<String> command(String text, int most) {
        return text.length() <= most && COMMAND.matcher(text).matches()
                ? Optional.of("`" + text + "`")
                : Optional.empty();
    }

    /** Foreign text as a fenced block, cut to {@code most} characters. */
    public static String block(String language, String text, int most) {
        String kept = UntrustedText.clean(text, most);
        String fence = "`".repeat(Math.max(3, longestBackTicks(kept) + 1));
        return fence + language + "\n" + kept + (kept.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    /** Foreign text where no Markdown is read, such as a check run's title: one line, nothing hidden, cut to {@code most} characters. */
    public static String plain(String text, int most) {
        return UntrustedText.oneLine(text, most);
    }

    private static boolean opensMarkup(String line, int at) {
        char c = line.charAt(at);
        return ESCAPED_ANYWHERE.indexOf(c) >= 0 || (at == 0 && ESCAPED_IN_FRONT.indexOf(c) >= 0);
    }

    /** Whether {@code 1.} or {@code 1)} would begin a list. */
    private static boolean endsListNumber(String line, int at) {
        char c = line.charAt(at);
        return (c == '.' || c == ')')
                && at > 0
                && at < 10
                && line.substring(0, at).chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private static String fenced(String line) {
        if (line.isEmpty()) {
            return NOTHING;
        }
        String fence = "`".repeat(longestBackTicks(line) + 1);
        String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + pad + breakRuns(defuse(line)) + pad + fence;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && Character.isDigit(text.charAt(at));
    }

    /** Breaks mentions and cross-references even where a renderer looks into code. */
    private static String defuse(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c);
            boolean mention = c == '@' && i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
            if (mention || (c == '#' && isDigit(text, i + 1))) {
                out.append(BREAK);
            }
        }
        return GITHUB_REFERENCE.matcher(out).replaceAll("$1" + BREAK + "-");
    }

    /** Unbroken runs of text take some servers seconds to render. */
    private static String breakRuns(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = Character.isWhitespace(c) ? 0 : run + 1;
            out.append(c);
            if (run >= LONGEST_RUN && Character.isLetterOrDigit(c) && !Character.isHighSurrogate(c)) {
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
