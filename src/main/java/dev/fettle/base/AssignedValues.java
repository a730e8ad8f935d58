package dev.fettle.base;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Finds what is assigned to names such as {@code password} or {@code firstName}: in code, properties, JSON, YAML, XML attributes, headers and options. */
final class AssignedValues {
    /** What is said of a bearer's token, rather than the token. */
    private static final Set<String> SPEECH = Set.of(
            "token",
            "tokens",
            "auth",
            "authentication",
            "authorization",
            "scheme",
            "header",
            "format",
            "of",
            "is",
            "was",
            "not");

    private static final List<String> NAMES = SecretNames.and(
            "authorization",
            "cookie",
            "sessionid",
            "session_id",
            "jsessionid",
            "phpsessid",
            "connect.sid",
            "session id",
            "session-id",
            "pass=",
            "pass:",
            "pass =",
            "pin=",
            "otp=",
            "bearer",
            "signature=",
            "x-auth");
    private static final Set<String> NOTHING = Set.of(
            "null",
            "true",
            "false",
            "none",
            "nil",
            "undefined",
            "empty",
            "yes",
            "no",
            "void",
            "string",
            "required",
            "missing",
            "invalid",
            "expired",
            "***",
            "****",
            "*****",
            "******",
            "********",
            "[redacted]",
            "redacted",
            "<redacted>",
            "masked",
            "hidden");
    private static final Pattern SOURCE_FILE =
            Pattern.compile("\\.(?:java|kt|scala|groovy|py|js|ts|tsx|go|rs|cs|rb|c|cpp|h)$");
    private static final int LONGEST_NAME_REST = 40;
    private static final int LONGEST_VALUE = 4096;
    private static final int LONGEST_FIELD = 200;
    private static final int LONGEST_COUNT = 7;

    private final List<String> names;
    private final int longestRest;
    private final int longestValue;
    private final KeywordIndex index;

    /** @param longestRest of a name behind its telling part, such as {@code Hash} in {@code passwordHash} */
    private AssignedValues(List<String> names, int longestRest, int longestValue) {
        this.longestValue = longestValue;
        this.names = names;
        this.longestRest = longestRest;
        this.index = new KeywordIndex(names, true);
    }

    /** Those of secrets. */
    static AssignedValues ofSecrets() {
        return new AssignedValues(NAMES, LONGEST_NAME_REST, LONGEST_VALUE);
    }

    /** Those of names, in lower case, that a name must end with; short ones, as a person's data are. */
    static AssignedValues ofFields(List<String> names) {
        return new AssignedValues(names, 0, LONGEST_FIELD);
    }

    /**
     * One value.
     *
     * @param start of the value, without its quotes
     * @param quoted whether it stands in quotes
     * @param restOfLine whether it is a header, whose value is the rest of the line
     */
    record Value(int start, int end, boolean quoted, boolean restOfLine) {
        /** Whether this is a value at all, and not a word that means none or a variable that stands for one. */
        boolean isValue(String text) {
            String value = text.substring(start, end);
            return !value.isBlank()
                    && !NOTHING.contains(value.toLowerCase(Locale.ROOT))
                    && !value.startsWith("${")
                    && !value.startsWith("{{")
                    && !value.startsWith("$(")
                    && !value.startsWith("%(");
        }
    }

    /** Reports every assigned value by rising position. The same value may be reported twice. */
    void find(String text, Consumer<Value> found) {
        index.scan(text, (word, end) -> {
            Value value = valueAfter(text, word, end);
            if (value != null) {
                found.accept(value);
            }
        });
    }

    private @org.jspecify.annotations.Nullable Value valueAfter(String text, int word, int end) {
        String name = names.get(word);
        int at = end;
        boolean operatorSeen = name.endsWith("=") || name.endsWith(":");
        boolean header = name.equals("authorization") || name.equals("cookie") || name.equals("x-auth");
        boolean option = false;
        boolean spaced = false;
        if (!operatorSeen) {
            int limit = Math.min(text.length(), at + longestRest);
            while (at < limit && partOfName(text.charAt(at))) {
                at++;
            }
            while (at < text.length() && "\"'`]\\".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            int space = at;
            at = skipBlanks(text, at);
            if (at >= text.length()) {
                return null;
            }
            char operator = text.charAt(at);
            if (operator == ':' && isPlaceInCode(text, end - name.length(), at)) {
                return null;
            }
            if (operator == '=' || operator == ':') {
                spaced = at > space;
                at++;
                while (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == '>')) {
                    at++;
                }
            } else if (at > space && startsOption(text, end - name.length())) {
                option = true;
            } else if (text.startsWith("is ", at) && name.equals("password")) {
                at += 3;
            } else if (!name.equals("bearer") || at == space) {
                return null;
            }
        }
        Value value = value(text, skipBlanks(text, at), header && !option);
        // "token = lexer.next()" is code, and tells nothing; without the blanks it may be a password with a bracket in
        // it.
        boolean call = value != null
                && spaced
                && !value.quoted()
                && text.substring(value.start(), value.end()).contains("(");
        boolean count = value != null && name.equals("token") && isCount(text, end, value);
        boolean speech = value != null
                && name.equals("bearer")
                && !value.quoted()
                && (text.startsWith("realm=", value.start())
                        || SPEECH.contains(
                                text.substring(value.start(), value.end()).toLowerCase(Locale.ROOT)));
        return call || count || speech ? null : value;
    }

    /** {@code maxTokens=4096} counts something. */
    private static boolean isCount(String text, int end, Value value) {
        boolean plural = end < text.length() && (text.charAt(end) == 's' || text.charAt(end) == 'S');
        return plural
                && value.end() - value.start() <= LONGEST_COUNT
                && text.substring(value.start(), value.end()).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** {@code TokenTest.java:12}, {@code TokenTest.parses:12}, {@code Token::parse}, {@code TokenException: message}. */
    private static boolean isPlaceInCode(String text, int nameStart, int colon) {
        char after = colon + 1 < text.length() ? text.charAt(colon + 1) : ' ';
        String name = text.substring(nameStart, colon);
        return after == ':'
                || name.endsWith("Exception")
                || name.endsWith("Error")
                || SOURCE_FILE.matcher(name).find()
                || (Character.isDigit(after)
                        && (name.indexOf('.') > 0 || Character.isUpperCase(text.charAt(nameStart))));
    }

    private @org.jspecify.annotations.Nullable Value value(String text, int from, boolean header) {
        int at = from;
        while (at < text.length()
                && text.charAt(at) == '\\'
                && at + 1 < text.length()
                && isQuote(text.charAt(at + 1))) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) == '\n') {
            return null;
        }
        int limit = Math.min(text.length(), at + longestValue);
        char first = text.charAt(at);
        if (isQuote(first)) {
            int close = at + 1;
            while (close < limit && text.charAt(close) != first && text.charAt(close) != '\n') {
                close++;
            }
            int valueEnd = close > at + 1 && text.charAt(close - 1) == '\\' ? close - 1 : close;
            return valueEnd > at + 1 ? new Value(at + 1, valueEnd, true, header) : null;
        }
        int close = at;
        while (close < limit && (header ? text.charAt(close) != '\n' : !endsValue(text.charAt(close)))) {
            close++;
            if (close < limit && text.charAt(close) == '<') {
                // A placeholder in the middle does not end a value: an outsider may have written it there.
                close = Placeholders.endAt(text, close);
            }
        }
        return close > at ? new Value(at, close, false, header) : null;
    }

    private static boolean startsOption(String text, int at) {
        int start = at;
        while (start > 0 && at - start < LONGEST_NAME_REST && partOfName(text.charAt(start - 1))) {
            start--;
        }
        return text.startsWith("--", start);
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean partOfName(char c) {
        return c == '_' || c == '-' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static boolean endsValue(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '`' || c == ',' || c == ';' || c == ')' || c == '}' || c == ']'
                || c == '&' || c == '<';
    }
}
