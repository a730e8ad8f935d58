package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of others on the pages. */
class PagesFuzzTest {
    private static final Pattern DANGEROUS = Pattern.compile(
            "(?i)<(?:script|img|iframe|svg|style|object|form|input)\\b|<[^>]* on\\w+=|href=\"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:");

    private final SafeMarkdown markdown = new SafeMarkdown();

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> markdown() {
        return Mutations.seeds(
                "# T\n\n<script>alert(1)</script> [a](javascript:alert(1)) ![i](http://x/y.png) <img src=x onerror=alert(1)>\n",
                "<details><summary>s</summary>\n\n| a | b |\n|---|---|\n| `x` | <br> |\n\n</details>\n\n```html\n<svg onload=a>\n```\n");
    }

    /** It becomes nothing that runs. */
    @MethodSource
    @FuzzTest
    void markdown(byte[] input) {
        String html = markdown.html(new String(input, StandardCharsets.UTF_8)).safe();
        assertThat(html).doesNotContainPattern(DANGEROUS);
    }

    static List<Named<byte[]>> differences() {
        return Mutations.seeds(
                "diff --git a/A.java b/A.java\n--- a/A.java\n+++ b/A.java\n@@ -1,2 +1,3 @@ class A\n-a\n+b\n c\n\\ No newline at end of file\n");
    }

    @MethodSource
    @FuzzTest
    void differences(byte[] input) {
        Diffs.lines(new String(input, StandardCharsets.UTF_8));
    }
}
