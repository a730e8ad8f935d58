package dev.fettle.gate.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that a source spells out where no reader sees them as one: character by character, as numbers, back to front, or as the parts of a list that is joined. One pass
 * over the text for each way, whatever its length.
 */
final class Spelled {
    /** No key is shorter. */
    private static final int SHORTEST = 12;

    /** So far from a literal the call may stand that turns it round. */
    private static final int NEAR = 300;

    /** So far back a list may begin. */
    private static final int LONGEST_LIST = 2_000;

    private static final int MOST_OF_A_KIND = 2_000;

    /** {@code 'g'}, {@code "g"}, {@code 0x67}, {@code 103}, {@code (byte) 103}, {@code chr(103)}, and what parts it from the next. */
    private static final Anchored ELEMENT = new Anchored(
            "(?:\\(\\s{0,9}(?:byte|char)\\s{0,9}\\)\\s{0,9}|(?i:chrw?|char)\\(\\s{0,9})?"
                    + "(?:'(\\\\?[^\\n'\\\\])'|\"([^\\n\"\\\\])\"|(?<![\\w.])0[xX]([0-9a-fA-F]{2})(?![\\w.])|(?<![\\w.])([0-9]{2,3})(?![\\w.]))"
                    + "\\s{0,9}\\)?\\s{0,200}([,+.&]?)\\s{0,200}",
            "(cC'\"0123456789", Spelled::mayBeElement);

    private static final Pattern LITERAL =
            Pattern.compile("\"([^\"\\\\\\n]{1,1000})\"|'([^'\\\\\\n]{1,1000})'|`([^`\\\\\\n]{1,1000})`");
    private static final Anchored TURNED = new Anchored(
            "(?i)revers|\\[\\s{0,3}::\\s{0,3}-1\\s{0,3}\\]|\\|\\s{0,9}rev\\b",
            "rR[|",
            (text, at) -> Character.isLetter(text.charAt(at)) == text.regionMatches(true, at, "revers", 0, 6));
    private static final Anchored JOINED = new Anchored(
            "\\]\\s{0,200}\\.\\s{0,20}join\\s{0,9}\\(\\s{0,9}(?:''|\"\"|``)\\s{0,9}\\)|\\bjoining\\(\\s{0,9}\\)|\\]\\s{0,20}-join\\s{0,9}(?:''|\"\")|\\)\\s{0,20}-join\\s{0,9}(?:''|\"\")",
            "])j",
            Spelled::mayJoin);

    private Spelled() {}

    /**
     * One of them.
     *
     * @param start in the source, of all that spells it
     */
    record Reading(int start, int end, String text) {}

    static List<Reading> in(String text) {
        List<Reading> readings = new ArrayList<>();
        listed(text, readings);
        turned(text, readings);
        joined(text, readings);
        return readings;
    }

    /** Either way round: who hides a text like this may as well turn it. */
    private static void listed(String text, List<Reading> readings) {
        Anchored.Matches elements = ELEMENT.in(text);
        Matcher element = elements.match();
        StringBuilder spelled = new StringBuilder();
        int start = 0;
        int next = -1;
        boolean goesOn = false;
        while (elements.find()) {
            int code = code(element);
            boolean fits = code >= ' ' && code < 0x7F;
            if (!goesOn || element.start() != next) {
                end(spelled, start, next, readings);
                start = element.start();
            }
            if (fits) {
                spelled.append((char) code);
            }
            goesOn = fits && !element.group(5).isEmpty();
            next = element.end();
        }
        end(spelled, start, next, readings);
    }

    private static void end(StringBuilder spelled, int start, int end, List<Reading> readings) {
        if (spelled.length() >= SHORTEST && readings.size() < MOST_OF_A_KIND) {
            readings.add(new Reading(start, end, spelled.toString()));
            readings.add(new Reading(start, end, spelled.reverse().toString()));
        }
        spelled.setLength(0);
    }

    private static int code(Matcher element) {
        if (element.group(3) != null) {
            return Integer.parseInt(element.group(3), 16);
        }
        if (element.group(4) != null) {
            return Integer.parseInt(element.group(4));
        }
        String character = element.group(1) != null ? element.group(1) : element.group(2);
        return character.charAt(character.length() - 1);
    }

    private static void turned(String text, List<Reading> readings) {
        Anchored.Matches found = TURNED.in(text);
        if (!found.find()) {
            return;
        }
        Matcher call = found.match();
        Matcher literal = LITERAL.matcher(text);
        boolean more = true;
        int before = -1;
        int calls = call.start();
        while (literal.find()) {
            while (more && calls < literal.start()) {
                before = calls;
                more = found.find();
                calls = more ? call.start() : Integer.MAX_VALUE;
            }
            boolean near = before >= 0 && literal.start() - before <= NEAR
                    || more && calls >= literal.start() && calls - literal.end() <= NEAR;
            String content = content(literal);
            if (near && content.length() >= SHORTEST && readings.size() < 2 * MOST_OF_A_KIND) {
                readings.add(new Reading(
                        literal.start(),
                        literal.end(),
                        new StringBuilder(content).reverse().toString()));
            }
        }
    }

    /** {@code ['a', 'b'].join('')} and its like in other languages. */
    private static void joined(String text, List<Reading> readings) {
        Anchored.Matches found = JOINED.in(text);
        Matcher call = found.match();
        for (int calls = 0; calls < MOST_OF_A_KIND && found.find(); calls++) {
            char bracket = text.charAt(call.start()) == ']' ? '[' : '(';
            int from = Math.max(0, call.start() - LONGEST_LIST);
            int open = text.lastIndexOf(bracket, call.start());
            if (bracket == '(') {
                open = Math.max(text.lastIndexOf("of(", call.start()), text.lastIndexOf("asList(", call.start()));
                open = Math.max(open, text.charAt(call.start()) == ')' ? text.lastIndexOf('(', call.start()) : -1);
            }
            if (open < from) {
                continue;
            }
            Matcher literal = LITERAL.matcher(text).region(open, call.start());
            StringBuilder all = new StringBuilder();
            int parts = 0;
            while (literal.find()) {
                all.append(content(literal));
                parts++;
            }
            if (parts > 1 && all.length() >= SHORTEST) {
                readings.add(new Reading(open, call.end(), all.toString()));
            }
        }
    }

    private static boolean mayBeElement(String text, int at) {
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
        if (c == '(') {
            int type = Anchored.afterBlanks(text, at + 1, LONGEST_LIST);
            return type < text.length() && (text.charAt(type) == 'b' || text.charAt(type) == 'c');
        }
        if (c == '\'' || c == '"') {
            int close = at + (next == '\\' && c == '\'' ? 3 : 2);
            return (close < text.length() && text.charAt(close) == c)
                    || (at + 2 < text.length() && text.charAt(at + 2) == c);
        }
        if (c == 'c' || c == 'C') {
            return next == 'h' || next == 'H';
        }
        return (next == 'x' || next == 'X' || (next >= '0' && next <= '9'))
                && (at == 0 || (text.charAt(at - 1) != '.' && !Anchored.word(text.charAt(at - 1))));
    }

    private static boolean mayJoin(String text, int at) {
        if (text.charAt(at) == 'j') {
            return text.startsWith("joining(", at);
        }
        int next = Anchored.afterBlanks(text, at + 1, LONGEST_LIST);
        return next < text.length() && (text.charAt(next) == '.' || text.charAt(next) == '-');
    }

    private static String content(Matcher literal) {
        for (int group = 1; group <= literal.groupCount(); group++) {
            if (literal.group(group) != null) {
                return literal.group(group);
            }
        }
        return "";
    }
}
