package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.TrackRecord;
import dev.fettle.insight.Calibration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables at the foot of {@code fettle status}. */
class CalibrationTextTest {
    @Test
    void eachRowSaysWhatBecameOfItAndAShareOnlyWhereOneIsKnown() {
        String text = CalibrationText.of(new Calibration(
                Map.of(2, new TrackRecord(1, 6, 1, 0, 1, 0)),
                Map.of("null-guard", new TrackRecord(1, 0, 0, 0, 0, 0)),
                Map.of()));

        assertThat(text.lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "risk proposed open merged closed rejected reverted withdrawn not wanted",
                        "2 9 1 6 1 0 1 0 25 %",
                        "rule proposed open merged closed rejected reverted withdrawn not wanted",
                        "null-guard 1 1 0 0 0 0 0 unknown");
    }
}
