package dev.fettle.gate.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds handlers in bare test code that swallow what an assertion throws. */
final class Swallowed {
    private static final Pattern HANDLER =
            Pattern.compile("catch\\s*\\(\\s*(?:final\\s+)?([\\w.|\\s]*?)\\s+\\w+\\s*\\)\\s*\\{([^{}]{0,2000})\\}");
    private static final Pattern CATCHES_ASSERTIONS =
            Pattern.compile("\\b(?:Throwable|AssertionError|Error|AssertionFailedError)\\b");
    private static final Pattern CATCHES_ALL =
            Pattern.compile("\\b(?:Throwable|AssertionError|Error|AssertionFailedError|Exception|RuntimeException)\\b");
    private static final Pattern SAYS_SO = Pattern.compile(
            "\\bthrow\\b|\\bfail\\b|\\bassert|\\bverify|\\bexpect|\\.add\\s*\\(|\\.set\\s*\\(|=[^=]|\\breturn\\b");
    /** An extension to which JUnit hands what a test threw, and that does not throw it on. */
    private static final Pattern EXTENSION = Pattern.compile(
            "\\bhandle\\w*MethodExecutionException\\s*\\([^)]{0,300}\\)[^{;]{0,100}\\{([^{}]{0,2000})\\}|\\bhandleTestExecutionException\\s*\\([^)]{0,300}\\)[^{;]{0,100}\\{(?<test>[^{}]{0,2000})\\}");

    /** A return, or a jump, there is taken instead of what was thrown. */
    private static final Pattern FINALLY =
            Pattern.compile("\\bfinally\\s*\\{[^{}]{0,2000}\\b(?:return|break|continue)\\b[^{}]{0,2000}\\}");

    /** A loop that tries until it holds once. */
    private static final Pattern UNTIL_IT_HOLDS = Pattern.compile(
            "\\b(?:for|while)\\s*\\([^{}]{0,200}\\)\\s*\\{\\s*try\\s*\\{[^{}]{0,2000}\\b(?:assert|expect|verify)[^{}]{0,2000}\\bbreak\\b[^{}]{0,200}\\}\\s*catch\\s*\\(\\s*(?:final\\s+)?(?:Throwable|AssertionError|Error|AssertionFailedError)\\b");

    private static final Pattern PYTHON =
            Pattern.compile("\\bexcept(?:\\s+(?:Exception|AssertionError|BaseException)\\b[^:\\n]*)?\\s*:\\s*pass\\b");

    private Swallowed() {}

    /** 1-based first and last line of each. */
    static List<int[]> in(String bare) {
        List<int[]> found = new ArrayList<>();
        Matcher handler = HANDLER.matcher(bare);
        while (handler.find()) {
            String type = handler.group(1);
            String body = handler.group(2);
            boolean swallows = CATCHES_ASSERTIONS.matcher(type).find()
                    ? !SAYS_SO.matcher(body).find()
                    : CATCHES_ALL.matcher(type).find() && body.isBlank();
            if (swallows) {
                found.add(lines(bare, handler));
            }
        }
        Matcher extension = EXTENSION.matcher(bare);
        while (extension.find()) {
            if (!SAYS_SO.matcher(extension.group(1) == null ? extension.group("test") : extension.group(1))
                    .find()) {
                found.add(lines(bare, extension));
            }
        }
        for (Pattern pattern : List.of(FINALLY, UNTIL_IT_HOLDS, PYTHON)) {
            Matcher matcher = pattern.matcher(bare);
            while (matcher.find()) {
                found.add(lines(bare, matcher));
            }
        }
        return found;
    }

    private static int[] lines(String text, Matcher matcher) {
        return new int[] {lineAt(text, matcher.start()), lineAt(text, matcher.end() - 1)};
    }

    private static int lineAt(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
