package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When progress may be written over in place. */
class TerminalTest {
    @TempDir
    private Path folder;

    @Test
    void errorsThatGoToAFileAreNotWrittenOver() throws IOException {
        Path file = Files.writeString(folder.resolve("err.log"), "");
        assertThat(Terminal.leadsToOne(Files.createSymbolicLink(folder.resolve("2"), file)))
                .isFalse();
        assertThat(Terminal.leadsToOne(Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"))))
                .isFalse();
        assertThat(Terminal.leadsToOne(folder.resolve("a-system-that-does-not-tell")))
                .isTrue();
    }

    @Test
    void aDumbTerminalGetsLines() {
        assertThat(Terminal.knowsMore("dumb")).isFalse();
        assertThat(Terminal.knowsMore(null)).isFalse();
        assertThat(Terminal.knowsMore("xterm-256color")).isTrue();
    }
}
