package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Progress.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a person sees while they wait. */
class TerminalProgressTest {
    private static final String ANEW = "\r\u001b[2K";
    private static final String CUT = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    private TerminalProgress progress(boolean terminal) {
        return new TerminalProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, "", () -> now);
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private String shown() {
        String text = shown.toString(StandardCharsets.UTF_8);
        shown.reset();
        return text;
    }

    @Test
    void onATerminalAStageHasAClockWhileItGoesOn() {
        TerminalProgress progress = progress(true);
        progress.stage(Stage.REPRODUCE);
        assertThat(shown()).isEqualTo(ANEW + CUT + "reproduce 0:00" + WRAP);
        pass(7);
        progress.tick();
        assertThat(shown()).isEqualTo(ANEW + CUT + "reproduce 0:07" + WRAP);
        progress.note("3 of 12 tests");
        pass(60);
        progress.tick();
        assertThat(shown()).endsWith(ANEW + CUT + "reproduce 1:07: 3 of 12 tests" + WRAP);

        progress.close();
        assertThat(shown()).isEqualTo(ANEW + "reproduce      67.0 s  3 of 12 tests" + System.lineSeparator());
        progress.tick();
        assertThat(shown()).as("nothing goes on").isEmpty();
    }

    @Test
    void inAPipeThereAreOnlyPlainLines() {
        TerminalProgress progress = progress(false);
        progress.stage(Stage.REPRODUCE);
        pass(7);
        progress.tick();
        assertThat(shown()).isEmpty();
        progress.note("3 of 12 tests");
        progress.note("3 of 12 tests");
        progress.stage(Stage.PATCH);
        assertThat(shown().lines())
                .as("nothing is said twice")
                .containsExactly("reproduce: 3 of 12 tests", "reproduce       7.0 s");
    }
}
