package dev.fettle.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Shares with their intervals; the expected ends are those of R's {@code prop.test(x, n, correct = FALSE)}. */
class ShareTest {
    @Test
    void anIntervalIsWilsons() {
        ends(8, 10, 49.02, 94.33);
        ends(0, 10, 0, 27.75);
        ends(10, 10, 72.25, 100);
        ends(500, 1000, 46.91, 53.09);
    }

    @Test
    void tooFewSayNothing() {
        assertThat(new Share(4, 4).known()).isFalse();
        assertThat(new Share(0, 5).known()).isTrue();
        assertThat(new Share(0, 0).low()).isZero();
        assertThat(new Share(0, 0).high()).isEqualTo(100);
        assertThatThrownBy(() -> new Share(0, 0).percent()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Share(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void ends(int hits, int of, double low, double high) {
        Share share = new Share(hits, of);
        assertThat(share.low()).isCloseTo(low, within(0.01));
        assertThat(share.high()).isCloseTo(high, within(0.01));
    }
}
