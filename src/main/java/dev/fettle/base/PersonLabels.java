package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds what stands in a field that is about a person, by the last words of the field's name: {@code holder_name="…"}, {@code billing.contact.firstName=…},
 * {@code <surname>…</surname>}, {@code 氏名：…}. The label says what may stand there, so that a word about the field stays.
 */
final class PersonLabels {
    private static final int LONGEST_LABEL = 48;
    private static final int LONGEST_VALUE = 120;
    private static final int MOST_WORDS = 4;

    private static final String WORD = "(?:\\p{Lu}[\\pL'’.-]*|[\\p{Lo}ー・]+)";
    private static final String NAME =
            WORD + "(?:,? (?:(?:van|von|de|der|den|la|le|du|di|da|del|al|el|bin|ten|ter|zu|dos|y|e|of) ){0,3}" + WORD
                    + "){0,4}";

    /** What may stand in a field. */
    private enum Shape {
        PART("name", NAME),
        PERSON("name", NAME),
        WORD_OR_FEW("personal", "@?\\pL[\\pL\\pN.@_'/+-]*(?: [\\pL\\pN.'-]+){0,3}"),
        AMOUNT("personal", "(?:[$€£¥₹]|[A-Z]{3} )? ?\\d[\\d.,' ]*\\d ?(?:[$€£¥₹]|[A-Z]{3}\\b|k\\b)?"),
        PLACE("personal", "(?:[\\pL\\pN][\\pL\\pN.'’/#º°ª-]*)(?:,? [\\pL\\pN][\\pL\\pN.'’/#º°ª-]*){0,9}"),
        CODE("secret", "\\d{3}[ -]?\\d{3}\\b|\\d{3,8}\\b|[A-Z\\d]{5,10}\\b"),
        HOST("host", "[A-Za-z][A-Za-z\\d-]*(?:\\.[A-Za-z\\d-]+)*"),
        YEAR("personal", "(?:18|19|20)\\d\\d\\b"),
        ID("personal", "[A-Za-z\\d][A-Za-z\\d:._|~%-]{3,80}");

        private final String kind;
        private final Pattern pattern;

        Shape(String kind, String pattern) {
            this.kind = kind;
            this.pattern = Pattern.compile(pattern);
        }
    }

    private static final Map<String, Shape> SHAPES = Map.of(
            "part", Shape.PART,
            "person", Shape.PERSON,
            "word", Shape.WORD_OR_FEW,
            "amount", Shape.AMOUNT,
            "place", Shape.PLACE,
            "code", Shape.CODE,
            "host", Shape.HOST,
            "year", Shape.YEAR,
            "id", Shape.ID);

    /** What says something of a field only where nothing follows: "type" does, "type 2 diabetes" does not. */
    private static final Set<String> LONE = Set.of(
            "type", "name", "id", "key", "size", "length", "number", "text", "value", "field", "date", "list", "map",
            "object", "test", "system", "string", "user", "column", "table");

    /** What says something of the field, or stands for nothing. */
    private static final Set<String> SAYINGS = Set.of(
            "null",
            "none",
            "nil",
            "true",
            "false",
            "undefined",
            "empty",
            "missing",
            "unknown",
            "invalid",
            "required",
            "optional",
            "must",
            "should",
            "cannot",
            "can",
            "may",
            "is",
            "was",
            "has",
            "not",
            "no",
            "expected",
            "varchar",
            "integer",
            "int",
            "long",
            "char",
            "the",
            "a",
            "an",
            "already",
            "too",
            "bool",
            "boolean",
            "uuid",
            "any",
            "array",
            "enum",
            "optional.empty",
            "n/a",
            "na",
            "error",
            "ok",
            "failed",
            "could",
            "does",
            "did",
            "are",
            "at",
            "in",
            "of",
            "for",
            "to",
            "with",
            "and",
            "or",
            "if",
            "when",
            "there",
            "this",
            "that",
            "it",
            "we",
            "you",
            "please",
            "see",
            "use",
            "new",
            "self",
            "default",
            "anonymous",
            "admin",
            "root",
            "todo",
            "tbd",
            "yes",
            "expired",
            "closed",
            "created",
            "found",
            "mapping",
            "const",
            "var",
            "let",
            "void",
            "select",
            "from",
            "return",
            "http",
            "https",
            "localhost",
            "connect",
            "connection",
            "unable",
            "unexpected",
            "validation",
            "timeout",
            "nan",
            "infinity");

    private static final PersonLabels BUNDLED = new PersonLabels(read());
    private final Map<String, Shape> labels;

    private PersonLabels(Map<String, Shape> labels) {
        this.labels = labels;
    }

    static PersonLabels bundled() {
        return BUNDLED;
    }

    private static Map<String, Shape> read() {
        Map<String, Shape> labels = new HashMap<>();
        WordList.lines("person-labels.txt").forEach(line -> add(line, labels));
        return Map.copyOf(labels);
    }

    private static void add(String line, Map<String, Shape> labels) {
        int colon = line.indexOf(':');
        Shape shape = SHAPES.get(line.substring(0, colon));
        for (String label : line.substring(colon + 1).split(",")) {
            labels.putIfAbsent(label.strip(), shape);
            labels.putIfAbsent(label.strip().replace(" ", ""), shape);
        }
    }

    /** Reports each value. */
    void find(String text, Sink sink) {
        for (int at = 1; at + 1 < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '=' || c == '：' || c == '>' || c == ':') {
                field(text, at, sink);
            }
        }
    }

    private void field(String text, int operator, Sink sink) {
        char c = text.charAt(operator);
        char after = text.charAt(operator + 1);
        if (c == ':' && (after == ':' || after == '/') || c == '=' && after == '=') {
            return;
        }
        int end = labelEnd(text, operator);
        int start = labelStart(text, end, c == '>');
        if (start >= end || c == '>' && !opensElement(text, start)) {
            return;
        }
        Shape shape = shape(text.substring(start, end));
        if (shape == null) {
            return;
        }
        int from = valueStart(text, operator + 1);
        boolean quoted = from > 0 && "\"'`".indexOf(text.charAt(from - 1)) >= 0;
        boolean spaced = c == ':' && after != ' ' && !quoted && text.charAt(operator - 1) != '"';
        if (spaced && Character.isDigit(after) && Character.isUpperCase(text.charAt(start))) {
            // Session.java:12, Session.parses:12
            return;
        }
        value(text, from, quoted, shape, sink);
    }

    private static void value(String text, int from, boolean quoted, Shape shape, Sink sink) {
        String part = text.substring(from, Math.min(text.length(), from + LONGEST_VALUE));
        int close = quoted ? part.indexOf(text.charAt(from - 1)) : -1;
        Matcher matcher = shape.pattern.matcher(close < 0 ? part : part.substring(0, close));
        if (!matcher.lookingAt()) {
            return;
        }
        int length = matcher.end();
        while (!quoted && length > 0 && "'’.-".indexOf(part.charAt(length - 1)) >= 0 && shape != Shape.WORD_OR_FEW) {
            length--;
        }
        char next = from + length < text.length() ? text.charAt(from + length) : '\n';
        if (next == '=' && !quoted) {
            // The name of the next field: "first name: Ruth last=…".
            length = part.lastIndexOf(' ', length);
            next = ' ';
        }
        boolean assigned =
                shape == Shape.HOST && !quoted && text.charAt(from - 1) == ' ' && text.charAt(from - 2) == '=';
        if (assigned
                || length <= 0
                || next == '('
                || next == '['
                || next == '$'
                || !holds(part.substring(0, length), quoted, shape)) {
            return;
        }
        sink.found(shape.kind, from, from + length);
    }

    private static boolean holds(String value, boolean quoted, Shape shape) {
        String first = value.split("[ ,]", 2)[0];
        boolean saying =
                SAYINGS.contains(first.toLowerCase(Locale.ROOT)) || LONE.contains(value.toLowerCase(Locale.ROOT));
        if (saying && !(quoted && shape == Shape.PART)) {
            return false;
        }
        boolean digit = value.chars().anyMatch(Character::isDigit);
        return switch (shape) {
            case PART -> value.length() > 1 && !codeName(value) && !lastIsThing(value);
            case PERSON ->
                value.indexOf(' ') > 0 && !lastIsThing(value)
                        || GivenNames.bundled().isGiven(first) && !lastIsThing(value)
                        || value.codePoints().allMatch(Character::isIdeographic) && value.length() < 6;
            case ID ->
                (digit || quoted && value.length() >= 8)
                        && value.chars().filter(Character::isLetterOrDigit).count() >= 4
                        && !value.endsWith("Id");
            case CODE -> digit;
            case PLACE ->
                value.length() > 2
                        && (Character.isUpperCase(value.charAt(0)) || digit || value.charAt(0) > 0x2E80)
                        && !codeName(value)
                        && value.indexOf("://") < 0;
            case WORD_OR_FEW -> value.length() > 1 && !value.endsWith(".") && !codeName(value);
            case HOST -> value.length() > 2 && !codeName(value);
            case AMOUNT, YEAR -> true;
        };
    }

    private static boolean lastIsThing(String value) {
        return GivenNames.isThing(value.substring(value.lastIndexOf(' ') + 1));
    }

    /** {@code HttpClient}, {@code Optional.empty}, {@code java.lang.String}. */
    private static boolean codeName(String value) {
        boolean hump = false;
        for (int i = 1; i < value.length(); i++) {
            hump |= Character.isUpperCase(value.charAt(i))
                    && Character.isLowerCase(value.charAt(i - 1))
                    && value.charAt(i) < 128;
        }
        return value.indexOf(' ') < 0 && hump && !value.startsWith("Mc") && !value.startsWith("Mac")
                || value.matches("[a-zA-Z]+\\.[a-zA-Z].*")
                || value.endsWith("Exception")
                || value.endsWith("Error");
    }

    private @org.jspecify.annotations.Nullable Shape shape(String written) {
        List<String> words = words(written);
        int size = words.size();
        for (int count = Math.min(MOST_WORDS, size); count > 0; count--) {
            Shape shape = labels.get(String.join(" ", words.subList(size - count, size)));
            if (shape != null) {
                return shape;
            }
        }
        // "Ordered-By", "checkedInBy"
        return size > 1 && words.get(size - 1).equals("by") ? Shape.PERSON : null;
    }

    private static List<String> words(String written) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            boolean part = Character.isLetterOrDigit(c) || c == '/' || c == '\'';
            boolean hump = part && Character.isUpperCase(c) && i > 0 && Character.isLowerCase(written.charAt(i - 1));
            if ((!part || hump) && word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (part) {
                word.append(Character.toLowerCase(c));
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /** {@code <surname>}, {@code <cbc:surname>}. */
    private static boolean opensElement(String text, int start) {
        int at = start;
        if (at > 1 && text.charAt(at - 1) == ':') {
            at--;
            while (at > 0 && start - at < LONGEST_LABEL && Character.isLetterOrDigit(text.charAt(at - 1))) {
                at--;
            }
        }
        return at > 0 && text.charAt(at - 1) == '<';
    }

    private static int labelEnd(String text, int operator) {
        int end = operator;
        while (end > 0 && operator - end < 6 && " \t\"'`\\]".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        // lastName[0]=
        int index = end;
        while (index > 0 && end - index < 4 && Character.isDigit(text.charAt(index - 1))) {
            index--;
        }
        return index > 0 && index < end && text.charAt(index - 1) == '[' ? index - 1 : end;
    }

    private static int labelStart(String text, int end, boolean element) {
        int start = end;
        while (start > 0 && end - start < LONGEST_LABEL) {
            char c = text.charAt(start - 1);
            boolean blank = c == ' ' && !element && start > 1 && Character.isLetterOrDigit(text.charAt(start - 2));
            if (!Character.isLetterOrDigit(c) && "_-./'".indexOf(c) < 0 && !blank) {
                break;
            }
            start--;
        }
        while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static int valueStart(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < 8 && (" \t>".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at + 1 < text.length() && text.charAt(at) == '[' && "\"'".indexOf(text.charAt(at + 1)) >= 0) {
            at++;
        }
        while (at < text.length() && at - from < 10 && "\\\"'`".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Math.min(at, text.length());
    }
}
