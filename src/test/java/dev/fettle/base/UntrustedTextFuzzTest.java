package dev.fettle.base;

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

/** What anybody may write, on its way into a log, a terminal or a comparison. */
class UntrustedTextFuzzTest {
    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> hiddenThings() {
        return Mutations.seeds(
                "a\u001b[31mred\u001b[0m \u001b]8;;http://x.example\u0007link\u001b]8;;\u0007 \u009b2J",
                "seen <!-- not seen --> seen <!---> -->\r\nnext\u2028line \u202eright\u2066\u200b\udb40\udc41");
    }

    /** Nothing hidden is left, a second time changes nothing, and every bound is kept. */
    @MethodSource
    @FuzzTest
    void hiddenThings(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String clean = UntrustedText.clean(text);
        assertThat(clean.codePoints().filter(UntrustedText::hidden).boxed()).isEmpty();
        assertThat(UntrustedText.clean(clean)).isEqualTo(clean);
        assertThat(UntrustedText.clean(text, 20)).hasSizeLessThanOrEqualTo(20);

        String line = UntrustedText.oneLine(text, 30);
        assertThat(line).hasSizeLessThanOrEqualTo(30).doesNotContain("\n").isEqualTo(line.strip());
        assertThat(UntrustedText.oneLine(line, 30)).isEqualTo(line);
        assertThat(UntrustedText.withoutHtmlComments(text)).doesNotContain("<!--");
    }
}
