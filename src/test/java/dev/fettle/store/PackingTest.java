package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.store.sql.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed comes out as it went in, and what was kept before there was packing, too. */
class PackingTest {
    private final Packing packing = new Packing();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 100_000})
    void anyBytesComeBack(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        for (int first = 0; first < 3 && size > 0; first++) {
            bytes[0] = (byte) first;

            assertThat(Packing.unpack(packing.pack(bytes))).isEqualTo(bytes);
        }
        assertThat(Packing.unpack(packing.pack(bytes))).isEqualTo(bytes);
    }

    @Test
    void whatRepeatsItselfGetsSmallAndWhatIsShortStaysAsItIs() {
        byte[] body =
                ("{\"a\":\"" + "https://api.forge.example/repos/".repeat(400) + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] brief = "{\"zen\":\"Keep it\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(packing.pack(body)).hasSizeLessThan(body.length / 10);
        assertThat(packing.pack(brief)).isEqualTo(brief);
    }

    @Test
    void whatWasKeptUnpackedIsReadAsItIs() {
        byte[] old = ("{\"a\":\"" + "x".repeat(2_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(Packing.unpack(old)).isEqualTo(old);
    }

    @Test
    void whatEndsInTheMiddleIsAnError() {
        byte[] packed = packing.pack(new byte[10_000]);

        assertThatThrownBy(() -> Packing.unpack(Arrays.copyOf(packed, packed.length - 3)))
                .isInstanceOf(StoreException.class);
    }
}
