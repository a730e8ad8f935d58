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

    /** What came instead of the one that was waited for: JUnit's and TestNG's words. */
    private static final Pattern INSTEAD = Pattern.compile(
            "(?i:but (?:was|got)):?[^\\w\\n]*((?:[a-z_][\\w$]*\\.)*[A-Z][\\w$]*(?:Exception|Error))\\b");

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
                    expected.add(named(matcher.group(1)));
                }
                Matcher instead = INSTEAD.matcher(failure.message());
                if (!expected.isEmpty() && instead.find()) {
                    thrown.add(named(instead.group(1)));
                }
                difference(failure.message()).ifPresent(texts::add);
                if (failure.type().endsWith("Exception")) {
                    thrown.add(named(failure.type()));
                }
            }
        }
        List<String> words = TestWords.of(red.stream().map(TestOutcome::id).toList(), source);
        return new Hints(List.copyOf(expected), List.copyOf(thrown), List.copyOf(texts), words, List.of());
    }

    /** As the language writes it: a class within another after a dot. */
    private static String named(String binary) {
        return binary.replace('$', '.');
    }

    private static Optional<TextDifference> difference(String message) {
        return Compared.in(message).flatMap(compared -> TextDifference.of(compared.wanted(), compared.met()));
    }
}
