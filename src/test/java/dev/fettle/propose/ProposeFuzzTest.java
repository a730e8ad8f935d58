package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words of others that reach what Fettle writes. */
class ProposeFuzzTest {
    private static final List<String> TEXTS = List.of(
            "Fixes #12, see @ann and owner/repo#3 `code` **bold** https://x.example/a?b=c <b>x</b>",
            "| a | b |\n|---|---|\n# head\n- item\n",
            "abcdef1234567 GH-12 http://a\u202eb");

    @Test
    void codeStaysWithinItsLengthAndOnOneLine() {
        Mutations.ofTexts(TEXTS, input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            assertThat(Markdown.code(text, 40)).doesNotContain("\n");
            assertThat(Markdown.cell(text, 100)).doesNotContain("\n");
            assertThat(Markdown.prose(text, 300)).isNotNull();
            assertThat(Markdown.plain(text, 72).length()).isLessThanOrEqualTo(72);
        });
    }

    @Test
    void ownersOfCode() {
        Mutations.ofTexts(
                List.of("* @ann\n/src/ @acme/team b@c.example\n*.java @bo\n# x\n[Section][2] @x\ndocs/**/a[b-d]? @y\n"),
                input -> CodeOwners.parse(new String(input, StandardCharsets.UTF_8))
                        .reviewer(List.of("src/main/java/A.java", "docs/a/abx"), "fettle[bot]"));
    }
}
