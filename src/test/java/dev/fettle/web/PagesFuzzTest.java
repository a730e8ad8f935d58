package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts of others on the pages. */
class PagesFuzzTest {
    private static final Pattern DANGEROUS = Pattern.compile(
            "(?i)<(?:script|img|iframe|svg|style|object|form|input)\\b|<[^>]* on\\w+=|href=\"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:");

    @Test
    void markdownBecomesNothingThatRuns() {
        SafeMarkdown markdown = new SafeMarkdown();
        Mutations.ofTexts(
                List.of(
                        "# T\n\n<script>alert(1)</script> [a](javascript:alert(1)) ![i](http://x/y.png) <img src=x onerror=alert(1)>\n",
                        "<details><summary>s</summary>\n\n| a | b |\n|---|---|\n| `x` | <br> |\n\n</details>\n\n```html\n<svg onload=a>\n```\n"),
                input -> {
                    String html = markdown.html(new String(input, StandardCharsets.UTF_8))
                            .safe();
                    assertThat(html).doesNotContainPattern(DANGEROUS);
                });
    }

    @Test
    void differences() {
        Mutations.ofTexts(
                List.of(
                        "diff --git a/A.java b/A.java\n--- a/A.java\n+++ b/A.java\n@@ -1,2 +1,3 @@ class A\n-a\n+b\n c\n\\ No newline at end of file\n"),
                input -> Diffs.lines(new String(input, StandardCharsets.UTF_8)));
    }
}
