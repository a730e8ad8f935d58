package dev.fettle.gate.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression and how its matches begin. Trying an expression at every character of a long text is what costs; told where alone it can match, it finds the same in a
 * fraction of the time.
 */
final class Anchored {
    private final Pattern pattern;
    private final boolean[] first = new boolean[128];
    private final Start start;

    /**
     * Where the expression may match. It may say yes too often, never no too often.
     */
    interface Start {
        /** @param at of a character with which a match may begin */
        boolean may(String text, int at);
    }

    /** @param first the characters, of ASCII, with which a match may begin */
    Anchored(String pattern, String first, Start start) {
        this.pattern = Pattern.compile(pattern);
        first.chars().forEach(c -> this.first[c] = true);
        this.start = start;
    }

    Matches in(String text) {
        return new Matches(text);
    }

    /** The matches in a text, one after the other, as {@link Matcher#find()} goes through them. */
    final class Matches {
        private final String text;
        private final Matcher matcher;
        private int next;

        Matches(String text) {
            this.text = text;
            this.matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        }

        boolean find() {
            for (int at = next; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c < 128
                        && first[c]
                        && start.may(text, at)
                        && matcher.region(at, text.length()).lookingAt()) {
                    next = Math.max(matcher.end(), at + 1);
                    return true;
                }
            }
            next = text.length();
            return false;
        }

        /** Of the last one found. */
        Matcher match() {
            return matcher;
        }
    }

    /** The first place at or after one that holds no white space, not looking further than so many characters. */
    static int afterBlanks(String text, int from, int most) {
        int limit = Math.min(text.length(), from + most);
        int at = from;
        while (at < limit && blank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** What {@code \s} matches. */
    static boolean blank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** What {@code \w} matches. */
    static boolean word(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
