package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Words of others that reach what Fettle writes. */
class ProposeFuzzTest {
    private static final List<String> TEXTS = List.of(
            "Fixes #12, see @ann and owner/repo#3 `code` **bold** https://x.example/a?b=c <b>x</b>",
            "| a | b |\n|---|---|\n# head\n- item\n",
            "abcdef1234567 GH-12 http://a\u202eb");

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> words() {
        return Mutations.seeds(TEXTS);
    }

    /** Code, cells and titles stay within their length and on one line. */
    @MethodSource
    @FuzzTest
    void words(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        assertThat(Markdown.code(text, 40)).doesNotContain("\n");
        assertThat(Markdown.cell(text, 100)).doesNotContain("\n");
        assertThat(Markdown.prose(text, 300)).isNotNull();
        assertThat(Markdown.plain(text, 72)).hasSizeLessThanOrEqualTo(72);
    }

    static List<Named<byte[]>> ownersOfCode() {
        return Mutations.seeds(
                "* @ann\n/src/ @acme/team b@c.example\n*.java @bo\n# x\n[Section][2] @x\ndocs/**/a[b-d]? @y\n");
    }

    @MethodSource
    @FuzzTest
    void ownersOfCode(byte[] input) {
        CodeOwners.parse(new String(input, StandardCharsets.UTF_8))
                .reviewer(List.of("src/main/java/A.java", "docs/a/abx"), "fettle[bot]");
    }

    static List<Named<byte[]>> templates() {
        return Mutations.seeds(
                "<!-- say why -->\n## What and why\n\n## How was it **tested**?\n- [ ] I ran the tests\n```\n# no\n```\n**Notes**:\n",
                "> a\n\n| a | b |\n|---|---|\n| [x](y) | `z` |\n\n1. b\n   - c\n");
    }

    /** A repository's own template of pull requests, and how much of a text is seen. */
    @MethodSource
    @FuzzTest
    void templates(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        assertThat(TemplateText.of(text)).doesNotContain("<!--");
        assertThat(Visible.of(text).lines()).isNotNegative();
    }
}
