package dev.fettle.gate.integrity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a test that asserts something, a chain as a whole.
 *
 * @param text in one line, literals included
 * @param weight how many assertions it stands for
 * @param strength how much it says
 * @param line 1-based, counted from the beginning of what it was read from
 */
record Assertion(String text, int weight, Strength strength, int line) {
    private static final Pattern START = Pattern.compile(
            "(?<![\\w.])(?:(?:(?:[a-z]\\w*\\.){2,8}[A-Z]\\w*|[A-Z]\\w*|self|softly|soft)\\.)?(?:assert\\w*|verify\\w*|expect\\w*|fail|then)\\s*\\(|(?<![\\w.])assert\\s+(?=[^\\s(])|\\bpytest\\.raises\\s*\\(");
    /** What only holds others together. */
    private static final Pattern AROUND =
            Pattern.compile("\\bassert(?:All|Timeout|TimeoutPreemptively|Softly|DoesNotThrow)\\s*\\($");

    private static final Pattern NAME = Pattern.compile("^\\w+(?=\\s*\\()");
    private static final Pattern WORD = Pattern.compile("\\w{2,}");
    private static final Pattern OF_LIBRARIES = Pattern.compile(
            "assert\\w*|verify|expect\\w*|then|is[A-Z]\\w*|has[A-Z]\\w*|contains\\w*|to[A-Z]\\w*|self|new|class|Assertions?|times|any\\w*");
    private static final int LONGEST = 4_000;

    /** All of a method's body. */
    static List<Assertion> in(TestMethod method) {
        List<Assertion> all = new ArrayList<>();
        String bare = method.bare();
        Matcher start = START.matcher(bare);
        int from = 0;
        while (start.find(from)) {
            from = start.end();
            if (AROUND.matcher(start.group()).find()) {
                continue;
            }
            int end = end(bare, start);
            String code = method.code()
                    .substring(start.start(), Math.min(end, start.start() + LONGEST))
                    .replaceAll("\\s+", " ")
                    .replaceAll(" ?\\. ?", ".")
                    // a class that is named with its package says the same
                    .replaceAll("^(?:[a-z]\\w*\\.){2,8}(?=[A-Z])", "")
                    .strip();
            String counted = bare.substring(start.start(), end);
            int weight = Math.max(1, TestCounts.of(counted).assertions());
            int line = (int) bare.substring(0, start.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            all.add(new Assertion(code, weight, Strength.of(code), method.line() + line));
            from = end;
        }
        return all;
    }

    /** The name of what is called, where it is no library's. */
    Optional<String> own() {
        Matcher name = NAME.matcher(text);
        return name.find()
                        && !TestCounts.KNOWN.matcher(text).lookingAt()
                        && name.group().matches("(?:assert|verify)[A-Z]\\w*")
                ? Optional.of(name.group())
                : Optional.empty();
    }

    /** How many words two assertions share, besides those of the libraries. */
    int shared(Assertion other) {
        Set<String> words = words();
        words.retainAll(other.words());
        return words.size();
    }

    /** Whether nothing but literals is compared, so that it says nothing of the program. */
    boolean ofNothing() {
        int open = text.indexOf('(');
        String arguments = text.replaceAll("\"[^\"]*\"|'[^']*'", "0");
        return open > 0
                && text.matches("(?:\\w+\\.)?(?:assert(?:Equals?|True|False|Same|NotEquals|That)|expect)\\(.*")
                && arguments
                        .substring(arguments.indexOf('(') + 1)
                        .replaceAll("\\b(?:true|false|null|True|False|None)\\b", "0")
                        .replaceAll("\\.(?:isEqualTo|isTrue|isFalse|isNotNull|isNull|toBe|toEqual|toBeTruthy)\\(", "(")
                        .replaceAll("\\b[0-9][\\w.]*", "0")
                        .matches("[0\\s+*/%,<>=!&|().-]*");
    }

    private Set<String> words() {
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (!OF_LIBRARIES.matcher(word.group()).matches()) {
                words.add(word.group());
            }
        }
        return words;
    }

    private static int end(String bare, Matcher start) {
        int open = start.end() - 1;
        if (bare.charAt(open) != '(') {
            return endOfStatement(bare, open);
        }
        int at = Math.min(bare.length(), Brackets.closing(bare, open) + 1);
        while (true) {
            int next = at;
            while (next < bare.length() && Character.isWhitespace(bare.charAt(next))) {
                next++;
            }
            if (next >= bare.length() || bare.charAt(next) != '.') {
                return at;
            }
            next++;
            while (next < bare.length()
                    && (Character.isJavaIdentifierPart(bare.charAt(next))
                            || Character.isWhitespace(bare.charAt(next)))) {
                next++;
            }
            boolean call = next < bare.length() && bare.charAt(next) == '(';
            at = call ? Math.min(bare.length(), Brackets.closing(bare, next) + 1) : next;
        }
    }

    /** Of the keyword {@code assert}: to the semicolon, or the end of a line that no bracket leaves open. */
    private static int endOfStatement(String bare, int from) {
        int depth = 0;
        for (int i = from; i < bare.length(); i++) {
            char c = bare.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth <= 0 && (c == ';' || c == '\n')) {
                return i;
            }
        }
        return bare.length();
    }
}
