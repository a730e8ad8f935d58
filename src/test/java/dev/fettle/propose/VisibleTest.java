package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What counts against the room above the fold is what a person sees there. */
class VisibleTest {
    @Test
    void anAddressAndTheMarksOfCodeAreNotSeen() {
        String seen = "Ticket ci_17 fails on abc.";

        assertThat(Visible.of("Ticket [`ci_17`](http://127.0.0.1:8080/tickets/ci_17) **fails** on `abc`."))
                .isEqualTo(new Visible(1, seen.length()));
    }

    @Test
    void aLongLineTakesSeveral() {
        assertThat(Visible.of("word ".repeat(60)).lines()).isEqualTo(3);
    }
}
