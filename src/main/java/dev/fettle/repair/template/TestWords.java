package dev.fettle.repair.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.TestId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The texts that failing tests hold: an exception's message is often asked for in the lines behind the one that failed, where the failure itself says nothing of it yet.
 * Read from the text alone, since a test's source may not compile beside what is searched.
 */
final class TestWords {
    private static final int MOST = 8;
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern MESSAGE = Pattern.compile("\\p{L}{2}.*\\s\\p{L}");

    private TestWords() {}

    /**
     * Texts of some words, as they stand in the source between quotes, in their order.
     *
     * @param tests that fail
     * @param source of a test class; empty where it is not found
     */
    static List<String> of(List<TestId> tests, Function<TestId, Optional<String>> source) {
        Set<String> words = new LinkedHashSet<>();
        for (TestId test : tests) {
            source.apply(test).map(text -> body(text, test.plainMethod())).ifPresent(body -> {
                Matcher matcher = TEXT.matcher(body);
                while (matcher.find() && words.size() < MOST) {
                    String text = matcher.group(1);
                    if (text.length() <= 120 && MESSAGE.matcher(text).find()) {
                        words.add(text);
                    }
                }
            });
        }
        return List.copyOf(words);
    }

    /** From the method's name to the brace that ends it, as far as braces in texts allow to tell; "" where there is no such method. */
    private static String body(String source, String method) {
        Matcher declared = Pattern.compile("\\b" + Pattern.quote(method) + "\\s*\\([^)]*\\)[^;{]*\\{")
                .matcher(source);
        if (!declared.find()) {
            return "";
        }
        int depth = 1;
        int at = declared.end();
        while (at < source.length() && depth > 0) {
            char c = source.charAt(at++);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return source.substring(declared.end(), at);
    }
}
