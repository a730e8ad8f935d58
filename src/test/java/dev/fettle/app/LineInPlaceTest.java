package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What a command says of what it does now: in place for a person, nothing for a program. */
class LineInPlaceTest {
    private final StringWriter written = new StringWriter();

    @Test
    void onATerminalEachLineTakesThePlaceOfTheLast() {
        LineInPlace line = new LineInPlace(new PrintWriter(written), true);
        line.show("filled 1 of 2");
        line.show("filled 2 of 2");
        line.clear();

        assertThat(written.toString())
                .isEqualTo("\r\u001b[2Kfilled 1 of 2\r\u001b[2Kfilled 2 of 2\r\u001b[2K")
                .doesNotContain("\n");
    }

    @Test
    void inAPipeThereIsNothingBesideTheResult() {
        LineInPlace line = new LineInPlace(new PrintWriter(written), false);
        line.show("filled 1 of 2");
        line.clear();

        assertThat(written.toString()).isEmpty();
    }
}
