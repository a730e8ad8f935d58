package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailTest {
    /** A vertical bar stands for the end of a line. */
    @ParameterizedTest
    @CsvSource({
        "short|, 10, short|",
        "exactly10|, 10, exactly10|",
        "first|second|third|, 10, third|",
        "first|second|third|, 14, second|third|",
        "nolineends, 4, ends",
        "'', 4, ''"
    })
    void ofALongTextTheLastLinesAreKept(String text, int most, String kept) throws IOException {
        byte[] bytes = text.replace('|', '\n').getBytes(StandardCharsets.US_ASCII);
        byte[] tail = Tail.of(new ByteArrayInputStream(bytes), most);
        assertThat(new String(tail, StandardCharsets.US_ASCII).replace('\n', '|'))
                .isEqualTo(kept);
    }
}
