package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of the heap bodies may hold that anybody can send. */
class WebSettingsTest {
    private static final long MEGABYTE = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({
        "64, 26", // one large delivery must always be taken
        "256, 32",
        "512, 64",
        "1024, 128",
        "16384, 128"
    })
    void bodiesUnderWayTakeAnEighthOfTheHeapAndNeverLessThanOne(long heap, long room) {
        assertThat(WebSettings.bodiesInFlight(heap * MEGABYTE)).isEqualTo(room * MEGABYTE);
    }

    /** What is printed and opened must be a name that the server answers to: 0.0.0.0 is none. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0.0.0.0, 127.0.0.1",
        "'::', 127.0.0.1",
        "::1, [::1]",
        "[::1], [::1]",
        "fettle.lan, fettle.lan"
    })
    void whoIsOnThisMachineIsToldAnAddressThatAnswers(String host, String near) {
        assertThat(WebSettings.on(host, 8080).near()).isEqualTo(near);
    }
}
