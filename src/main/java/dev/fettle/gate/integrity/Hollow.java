package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Added assertions that look like one and are none: never reached, or about what the test itself has just made up. More than a line has to be read to see it. */
final class Hollow {
    private static final String NEVER_REACHED = "The test never reaches this assertion.";
    private static final String CANNOT_FAIL = "An assertion that cannot fail.";

    /** A piece of code under a name. */
    private static final Pattern LATER = Pattern.compile(
            "\\b(?:Runnable|Executable|ThrowingRunnable|ThrowingCallable|Callable|Supplier|Consumer|BooleanSupplier)(?:<[^>;=]{0,80}>)?\\s+(\\w+)\\s*=\\s*(?:\\(\\s*\\)|\\w+|\\(\\s*\\w+\\s*\\))\\s*->\\s*\\{?\\s*(?:\\w+\\.)?assert\\w*\\s*\\(");

    private static final Pattern NOT_DRAWN =
            Pattern.compile("\\.(?:peek|map|filter)\\s*(?=\\([^;]{0,200}\\bassert\\w*\\s*\\()");

    /** The variable and what it becomes. */
    private static final Pattern COMPUTED = Pattern.compile("\\b(\\w+)\\s*=\\s*([^;=\\n][^;\\n]{3,300});");

    private static final Pattern MOCKED = Pattern.compile("\\b(\\w+)\\s*=\\s*(?:Mockito\\.)?mock\\s*\\(");
    private static final Pattern PAIR = Pattern.compile("(?m)^[ \\t]*assert\\s*(?=\\()");
    private static final Pattern SAME =
            Pattern.compile("(?m)^[ \\t]*assert\\s+(\\S[^\\n=]{0,200}?)[ \\t]*==[ \\t]*\\1[ \\t]*(?:,.*)?$");

    private final FileChange file;
    private final String bare;
    private final String code;
    private final List<Finding> findings;

    private Hollow(FileChange file, String after, List<Finding> findings) {
        this.file = file;
        this.bare = BareCode.of(file.path(), after);
        this.code = BareCode.withLiterals(file.path(), after);
        this.findings = findings;
    }

    static void look(FileChange file, List<Finding> findings) {
        String after = file.after();
        if (after == null) {
            return;
        }
        Hollow hollow = new Hollow(file, after, findings);
        if (file.path().endsWith(".py")) {
            hollow.pairs();
            hollow.all(SAME, hollow.code, "always-true", CANNOT_FAIL);
        } else {
            hollow.later();
            hollow.notDrawn();
            for (TestMethod method : TestMethod.in(file.path(), after)) {
                if (method.test()) {
                    hollow.computed(method);
                    hollow.mocked(method);
                }
            }
        }
    }

    private void later() {
        Matcher named = LATER.matcher(bare);
        while (named.find()) {
            if (TestCounts.count(Pattern.compile("\\b" + named.group(1) + "\\b"), bare) == 1) {
                find(lineAt(named.start()), "early-return", NEVER_REACHED);
            }
        }
    }

    /** A stream of which nobody asks for anything does nothing. */
    private void notDrawn() {
        Matcher link = NOT_DRAWN.matcher(bare);
        while (link.find()) {
            int close = Brackets.closing(bare, link.end());
            if (close + 1 < bare.length()
                    && bare.substring(close + 1).stripLeading().startsWith(";")
                    && !handedOn(link.start())) {
                find(lineAt(link.start()), "early-return", NEVER_REACHED);
            }
        }
    }

    /** Whether the statement gives its value to somebody, who may ask for more. */
    private boolean handedOn(int at) {
        int begin = at;
        while (begin > 0 && ";{}".indexOf(bare.charAt(begin - 1)) < 0) {
            begin--;
        }
        String statement = bare.substring(begin, at).strip();
        return statement.startsWith("return ") || statement.startsWith("yield ") || statement.contains("=");
    }

    /** What is expected was computed the same way, where before it was a value. */
    private void computed(TestMethod method) {
        Optional<String> before = before(method.name());
        Matcher variable = COMPUTED.matcher(method.code());
        while (before.isPresent() && variable.find()) {
            String expression = variable.group(2).strip();
            String compared = ",\\s*" + Pattern.quote(expression) + "\\s*[,)]";
            Matcher now = Pattern.compile("\\bassertEquals\\s*\\(\\s*" + variable.group(1) + "\\s*" + compared)
                    .matcher(method.code());
            boolean wasValue = Pattern.compile("\\bassertEquals\\s*\\(\\s*[-\"'\\w.]+\\s*" + compared)
                    .matcher(before.get())
                    .find();
            if (now.find() && wasValue) {
                find(lineOf(method, now.start()), "always-true", CANNOT_FAIL);
            }
        }
    }

    /** What a mock was told to say is all that it can say. */
    private void mocked(TestMethod method) {
        Matcher mock = MOCKED.matcher(method.bare());
        while (mock.find()) {
            Matcher told = Pattern.compile("\\b(?:when|given)\\s*\\(\\s*" + mock.group(1) + "\\.(\\w+)\\s*\\(|\\b"
                            + mock.group(1) + "\\s*\\)\\s*\\.(\\w+)\\s*\\(")
                    .matcher(method.bare());
            while (told.find()) {
                String asked = told.group(1) == null ? told.group(2) : told.group(1);
                Matcher assertion = Pattern.compile("\\bassert\\w+\\s*\\((?:[^;,()]*,)?\\s*" + mock.group(1) + "\\."
                                + asked + "\\s*\\([^;]{0,200}\\)\\s*;")
                        .matcher(method.bare());
                if (assertion.find()) {
                    find(
                            lineOf(method, assertion.start()),
                            "always-true",
                            "It asks a mock for what the mock was told to say.");
                }
            }
        }
    }

    /** {@code assert (a, "words")} asks whether there is a pair. */
    private void pairs() {
        Matcher pair = PAIR.matcher(bare);
        while (pair.find()) {
            int close = Brackets.closing(bare, pair.end());
            String rest = bare.substring(Math.min(bare.length(), close + 1))
                    .lines()
                    .findFirst()
                    .orElse("");
            if (rest.isBlank() && comma(pair.end(), close)) {
                find(lineAt(pair.end()), "always-true", CANNOT_FAIL);
            }
        }
    }

    private boolean comma(int open, int close) {
        int depth = 0;
        for (int i = open; i < close; i++) {
            char c = bare.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && depth == 1) {
                return true;
            }
        }
        return false;
    }

    private void all(Pattern pattern, String text, String kind, String message) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            find(lineAt(matcher.start(1)), kind, message);
        }
    }

    private Optional<String> before(String name) {
        String text = file.before();
        return text == null
                ? Optional.empty()
                : TestMethod.in(file.path(), text).stream()
                        .filter(method -> method.name().equals(name))
                        .map(TestMethod::code)
                        .findFirst();
    }

    private void find(int line, String kind, String message) {
        if (file.addedLines().stream().map(Line::number).anyMatch(number -> number == line)) {
            findings.add(new Finding(file.path(), line, kind, message));
        }
    }

    private static int lineOf(TestMethod method, int offset) {
        return method.line()
                + (int) method.code()
                        .substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private int lineAt(int offset) {
        return 1
                + (int) bare.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
