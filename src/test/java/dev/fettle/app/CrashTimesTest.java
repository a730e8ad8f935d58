package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The time limit of a search for a crash is for all of it. */
class CrashTimesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T10:00:00Z"));

    private void pass(int seconds) {
        now.updateAndGet(before -> before.plusSeconds(seconds));
    }

    @Test
    void whatTheBuildLeavesIsForTheSearch() {
        CrashTimes times = new CrashTimes(now::get, Duration.ofMinutes(2));
        pass(70);

        assertThat(times.searching()).isEqualTo(Duration.ofSeconds(45));
        pass(20);
        times.ended();
        assertThat(times.sentence()).isEqualTo("Time: 90.0 s, of which 70.0 s were for preparing and compiling.");
    }

    @Test
    void aSlowBuildLeavesALittle() {
        CrashTimes times = new CrashTimes(now::get, Duration.ofMinutes(2));
        pass(200);

        assertThat(times.searching()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aShortLimitIsNotMadeLonger() {
        assertThat(new CrashTimes(now::get, Duration.ofSeconds(10)).searching()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatWasNeverSearchedWasAllBefore() {
        CrashTimes times = new CrashTimes(now::get, Duration.ofMinutes(2));
        pass(30);
        times.ended();

        assertThat(times.before()).isEqualTo(Duration.ofSeconds(30));
    }
}
