package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of an output without end. */
class HeadAndTailTest {
    private static void add(HeadAndTail kept, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        kept.add(bytes, bytes.length);
    }

    @Test
    void shortOutputIsKeptWhole() {
        HeadAndTail kept = HeadAndTail.bothEnds(10);
        add(kept, "0123");
        add(kept, "456789");

        assertThat(kept.text()).isEqualTo("0123456789");
        assertThat(kept.dropped()).isZero();
    }

    @Test
    void ofLongOutputBothEndsAreKeptAndTheGapIsCounted() {
        HeadAndTail kept = HeadAndTail.bothEnds(10);
        add(kept, "abcdefgh");
        add(kept, "ijklmnopqrstuvw");
        add(kept, "xyz");

        assertThat(kept.text()).isEqualTo("abcde\n[... truncated: 16 bytes dropped ...]\nvwxyz");
        assertThat(kept.dropped()).isEqualTo(16);
    }

    @Test
    void aTailKeepsTheLastOnly() {
        HeadAndTail kept = HeadAndTail.tailOnly(4);
        add(kept, "first\n");
        add(kept, "last");

        assertThat(kept.text()).isEqualTo("last");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void howTheOutputIsCutIntoPiecesMakesNoDifference(long seed) {
        Random random = new Random(seed);
        int limit = 2 + random.nextInt(60);
        StringBuilder all = new StringBuilder();
        HeadAndTail kept = HeadAndTail.bothEnds(limit);
        for (int piece = 0; piece < 30; piece++) {
            String text = "abcdefghijklmnopqrstuvwxyz".repeat(2).substring(0, random.nextInt(40)) + piece;
            all.append(text);
            add(kept, text);
        }

        int head = limit / 2;
        int tail = limit - head;
        assertThat(kept.text()).startsWith(all.substring(0, head)).endsWith("\n" + all.substring(all.length() - tail));
        assertThat(kept.dropped()).isEqualTo(all.length() - limit);
    }
}
