package dev.fettle.repair.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.template.source.Hints;
import dev.fettle.repair.template.source.TextDifference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads in what the failing tests say what they wait for and what they met. */
final class FailureHints {
    /** JUnit 3 to 5, TestNG and AssertJ each say it in their way, always with "expect" before the name. */
    private static final Pattern EXPECTED = Pattern.compile(
            "(?i:expect(?:ed|ing)[^\\n<\\w]*(?:exception|code to raise|throwable|a throwable)?[^\\w]*(?:of type|to be an instance of|to raise|type)?)[^\\w\\n]*"
                    + "((?:[a-z_][\\w$]*\\.)*[A-Z][\\w$]*(?:Exception|Error))\\b");

    /** JUnit 3 to 5 and TestNG; the shorter form of JUnit 4 marks what differs with brackets and is no less a text. */
    private static final Pattern TEXTS =
            Pattern.compile("(?s)expected:\\s?<(.*)> but was:\\s?<(.*)>|expected: \"(.*)\"\\s+but was: \"(.*)\"");

    private static final int LONGEST = 10_000;

    private FailureHints() {}

    static Hints of(List<TestOutcome> red) {
        return of(red, test -> Optional.empty());
    }

    /** @param source of a test class; empty where it is not found */
    static Hints of(List<TestOutcome> red, Function<TestId, Optional<String>> source) {
        Set<String> expected = new TreeSet<>();
        Set<String> thrown = new TreeSet<>();
        Set<TextDifference> texts = new LinkedHashSet<>();
        for (TestOutcome outcome : red) {
            TestOutcome.Failure failure = outcome.failure();
            if (failure != null) {
                Matcher matcher = EXPECTED.matcher(failure.message());
                while (matcher.find()) {
                    expected.add(matcher.group(1));
                }
                difference(failure.message()).ifPresent(texts::add);
                if (failure.type().endsWith("Exception")) {
                    thrown.add(failure.type());
                }
            }
        }
        List<String> words = TestWords.of(red.stream().map(TestOutcome::id).toList(), source);
        return new Hints(List.copyOf(expected), List.copyOf(thrown), List.copyOf(texts), words, List.of());
    }

    private static Optional<TextDifference> difference(String message) {
        Matcher matcher = TEXTS.matcher(message.length() > LONGEST ? message.substring(0, LONGEST) : message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        boolean angles = matcher.group(1) != null;
        String wanted = matcher.group(angles ? 1 : 3);
        String met = matcher.group(angles ? 2 : 4);
        return TextDifference.of(whole(wanted), whole(met));
    }

    /** Without the dots and brackets of JUnit 4's shorter form. */
    private static String whole(String text) {
        boolean compact = text.contains("[") && text.contains("]");
        String inner = compact ? text.replaceFirst("^\\.\\.\\.", "").replaceFirst("\\.\\.\\.$", "") : text;
        int open = inner.indexOf('[');
        int close = inner.lastIndexOf(']');
        return compact && open < close
                ? inner.substring(0, open) + inner.substring(open + 1, close) + inner.substring(close + 1)
                : inner;
    }
}
