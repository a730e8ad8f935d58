package dev.fettle.repair.template.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a regular expression may have been meant that was written so: another quantifier, an anchor, an escape or a sign of a class more or less. */
final class PatternSlips {
    private static final String QUANTIFIERS = "*+?";
    private static final String SIGNS_OF_NAMES = "_-.";

    private final String pattern;
    private final boolean whole;
    private final Map<String, Double> others = new LinkedHashMap<>();

    private PatternSlips(String pattern, boolean whole) {
        this.pattern = pattern;
        this.whole = whole;
    }

    /**
     * The patterns one slip away, each with a weight.
     *
     * @param whole whether it is the whole pattern and no part of one
     */
    static Map<String, Double> of(String pattern, boolean whole) {
        PatternSlips slips = new PatternSlips(pattern, whole);
        slips.anchors();
        for (Piece piece : pieces(pattern)) {
            slips.inside(piece);
            slips.repeated(piece);
        }
        slips.others.remove(pattern);
        return slips.others;
    }

    /**
     * What a quantifier may stand behind, and the quantifier.
     *
     * @param start of the atom
     * @param end of the atom; the quantifier begins here
     * @param next behind the quantifier
     */
    private record Piece(int start, int end, int next) {}

    private void anchors() {
        if (pattern.startsWith("^") && pattern.endsWith("$") && pattern.contains("|") && !isGrouped()) {
            put("^(?:" + pattern.substring(1, pattern.length() - 1) + ")$", 1);
        }
        if (whole) {
            put(pattern.startsWith("^") ? pattern.substring(1) : "^" + pattern, pattern.startsWith("^") ? 0.5 : 0.7);
            boolean ends = pattern.endsWith("$") && !pattern.endsWith("\\$");
            put(ends ? pattern.substring(0, pattern.length() - 1) : pattern + "$", ends ? 0.5 : 0.7);
            if (pattern.startsWith("^") != ends) {
                put(ends ? "^" + pattern.substring(0, pattern.length() - 1) : pattern.substring(1) + "$", 0.4);
            }
            put("\\b" + pattern + "\\b", 0.2);
            put("(?i)" + pattern, 0.4);
            put("(?s)" + pattern, 0.2);
        }
    }

    /** Whether the bar stands in a group of its own already. */
    private boolean isGrouped() {
        int depth = 0;
        for (Piece piece : tokens(pattern)) {
            char c = pattern.charAt(piece.start);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '|' && depth == 0) {
                return false;
            }
        }
        return true;
    }

    private void inside(Piece piece) {
        String atom = pattern.substring(piece.start, piece.end);
        if (atom.equals(".")) {
            put(piece, "\\.", 0.9);
            put(piece, "[^\\s]", 0.2);
        } else if (atom.startsWith("[") && atom.length() > 2) {
            ofClass(piece, atom);
        } else if (atom.length() == 2 && "dDwWsS".indexOf(atom.charAt(1)) >= 0) {
            char letter = atom.charAt(1);
            put(
                    piece,
                    "\\"
                            + (Character.isUpperCase(letter)
                                    ? Character.toLowerCase(letter)
                                    : Character.toUpperCase(letter)),
                    0.2);
            if (Character.isLowerCase(letter)) {
                SIGNS_OF_NAMES.chars().forEach(sign -> put(piece, "[" + atom + (char) sign + "]", 0.2));
            }
        }
    }

    private void ofClass(Piece piece, String atom) {
        boolean negated = atom.startsWith("[^");
        String inner = atom.substring(negated ? 2 : 1, atom.length() - 1);
        String head = negated ? "[^" : "[";
        put(piece, (negated ? "[" : "[^") + inner + "]", 0.25);
        if (inner.contains("a-z") != inner.contains("A-Z")) {
            put(piece, head + inner.replaceFirst("a-z|A-Z", "a-zA-Z") + "]", 0.8);
        }
        if (!inner.contains("0-9") && !inner.contains("\\d")) {
            put(piece, head + with(inner, "0-9") + "]", 0.3);
        }
        for (char sign : SIGNS_OF_NAMES.toCharArray()) {
            if (inner.indexOf(sign) < 0 || sign == '-' && !inner.endsWith("-")) {
                put(piece, head + with(inner, String.valueOf(sign)) + "]", 0.2);
            }
        }
        if (!inner.contains("\\s")) {
            put(piece, head + with(inner, "\\s") + "]", 0.15);
        }
    }

    /** A hyphen for itself stays the last. */
    private static String with(String inner, String more) {
        return inner.endsWith("-") ? inner.substring(0, inner.length() - 1) + more + "-" : inner + more;
    }

    private void repeated(Piece piece) {
        String quantifier = pattern.substring(piece.end, piece.next);
        if (quantifier.isEmpty()) {
            if (Character.isLetterOrDigit(pattern.charAt(piece.start))) {
                return; // a letter of a word
            }
            boolean wide = piece.end - piece.start > 1 || pattern.charAt(piece.start) == '.';
            times(piece, "?", wide ? 0.4 : 0.25);
            times(piece, "+", wide ? 0.4 : 0.15);
            times(piece, "*", wide ? 0.3 : 0.15);
            return;
        }
        boolean lazy = quantifier.length() > 1 && (quantifier.endsWith("?") || quantifier.endsWith("+"));
        String plain = lazy ? quantifier.substring(0, quantifier.length() - 1) : quantifier;
        String suffix = quantifier.substring(plain.length());
        times(piece, lazy ? plain : plain + "?", plain.equals("?") ? 0.1 : 0.6);
        switch (plain) {
            case "*" -> times(piece, "+" + suffix, 1);
            case "+" -> {
                times(piece, "*" + suffix, 1);
                times(piece, "", 0.3);
            }
            case "?" -> {
                times(piece, "", 0.6);
                times(piece, "*", 0.5);
            }
            default -> counted(piece, plain.substring(1, plain.length() - 1), suffix);
        }
    }

    private void counted(Piece piece, String range, String suffix) {
        int comma = range.indexOf(',');
        int least = number(comma < 0 ? range : range.substring(0, comma));
        if (least < 0) {
            return;
        }
        if (comma < 0) {
            times(piece, "{" + least + ",}" + suffix, 0.6);
            times(piece, "{" + least + "," + (least + 1) + "}" + suffix, 0.5);
            times(piece, "{" + (least - 1) + "," + least + "}" + suffix, least > 1 ? 0.5 : 0);
            times(piece, "{1," + least + "}" + suffix, least > 2 ? 0.6 : 0);
            times(piece, "{" + (least + 1) + "}" + suffix, 0.7);
            times(piece, "{" + (least - 1) + "}" + suffix, least > 1 ? 0.7 : 0);
            return;
        }
        String most = range.substring(comma + 1);
        times(piece, "{" + (least + 1) + "," + most + "}" + suffix, 0.6);
        times(piece, "{" + (least - 1) + "," + most + "}" + suffix, least > 0 ? 0.6 : 0);
        if (number(most) > least) {
            times(piece, "{" + least + "," + (number(most) + 1) + "}" + suffix, 0.7);
            times(piece, "{" + least + "," + (number(most) - 1) + "}" + suffix, 0.6);
            times(piece, "{" + least + ",}" + suffix, 0.6);
        } else if (most.isEmpty()) {
            times(piece, "{" + least + "}" + suffix, 0.5);
        }
    }

    private static int number(String digits) {
        boolean small =
                !digits.isEmpty() && digits.length() < 6 && digits.chars().allMatch(Character::isDigit);
        return small ? Integer.parseInt(digits) : -1;
    }

    private void times(Piece piece, String quantifier, double weight) {
        put(pattern.substring(0, piece.end) + quantifier + pattern.substring(piece.next), weight);
    }

    private void put(Piece piece, String atom, double weight) {
        put(pattern.substring(0, piece.start) + atom + pattern.substring(piece.end), weight);
    }

    private void put(String other, double weight) {
        if (weight > 0) {
            others.merge(other, weight, Math::max);
        }
    }

    /** The atoms of a pattern and its groups, each with its quantifier. */
    private static List<Piece> pieces(String pattern) {
        List<Piece> pieces = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (Piece token : tokens(pattern)) {
            char c = pattern.charAt(token.start);
            if (c == '(') {
                open.add(token.start);
            } else if (c == ')') {
                if (!open.isEmpty()) {
                    int begin = open.remove(open.size() - 1);
                    boolean looksAround = pattern.startsWith("(?=", begin)
                            || pattern.startsWith("(?!", begin)
                            || pattern.startsWith("(?<=", begin)
                            || pattern.startsWith("(?<!", begin);
                    if (!looksAround) {
                        pieces.add(new Piece(begin, token.end, token.next));
                    }
                }
            } else if ("|^$".indexOf(c) < 0 && !pattern.startsWith("\\b", token.start)) {
                pieces.add(token);
            }
        }
        return pieces;
    }

    /** Every atom, bracket and sign of a pattern from its start to its end; the head of a group is one with its bracket. */
    private static List<Piece> tokens(String pattern) {
        List<Piece> tokens = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            int end = endOfAtom(pattern, at);
            int next = pattern.charAt(at) == '(' ? end : endOfQuantifier(pattern, end);
            tokens.add(new Piece(at, end, next));
            at = next;
        }
        return tokens;
    }

    private static int endOfAtom(String pattern, int at) {
        char c = pattern.charAt(at);
        if (c == '\\') {
            boolean property = pattern.startsWith("\\p{", at) || pattern.startsWith("\\P{", at);
            int brace = property ? pattern.indexOf('}', at) : -1;
            return brace >= 0 ? brace + 1 : Math.min(pattern.length(), at + 2);
        }
        if (c == '[') {
            return endOfClass(pattern, at);
        }
        if (pattern.startsWith("(?", at)) {
            int end = at + 2;
            while (end < pattern.length() && ":=!>)".indexOf(pattern.charAt(end)) < 0) {
                end++;
            }
            return Math.min(pattern.length(), end + 1);
        }
        return at + 1;
    }

    private static int endOfClass(String pattern, int start) {
        int depth = 0;
        for (int at = start; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return at + 1;
            }
        }
        return pattern.length();
    }

    private static int endOfQuantifier(String pattern, int at) {
        int end = at;
        if (end < pattern.length() && QUANTIFIERS.indexOf(pattern.charAt(end)) >= 0) {
            end++;
        } else if (end < pattern.length() && pattern.charAt(end) == '{' && pattern.indexOf('}', end) > 0) {
            end = pattern.indexOf('}', end) + 1;
        } else {
            return at;
        }
        boolean lazy = end < pattern.length() && (pattern.charAt(end) == '?' || pattern.charAt(end) == '+');
        return lazy ? end + 1 : end;
    }
}
