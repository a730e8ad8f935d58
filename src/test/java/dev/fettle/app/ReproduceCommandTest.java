package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fettle reproduce}, as far as no project is run; what it finds is told in the stories of {@code repair.trace}. */
class ReproduceCommandTest {
    private static final int WRONG_USAGE = 2;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int reproduce(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "reproduce";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    @Test
    void aTraceMustBeNamed() {
        assertThat(reproduce(folder.toString())).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("--trace");
    }

    @Test
    void theFileMustBeThere() {
        assertThat(reproduce(
                        folder.toString(),
                        "--trace",
                        folder.resolve("crash.txt").toString()))
                .isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("There is no file");
    }

    @Test
    void andHoldATrace() throws IOException {
        Path file = Files.writeString(folder.resolve("crash.txt"), "It crashed, I do not know where.\n");

        assertThat(reproduce(folder.toString(), "--trace", file.toString())).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("No stack trace was found");
    }

    @Test
    void andTheProjectToo() {
        assertThat(reproduce(folder.resolve("nowhere").toString(), "--trace", "-"))
                .isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("is no folder");
    }

    @Test
    void theHelpSaysWhatTheStatusMeans() {
        assertThat(reproduce("--help")).isZero();
        assertThat(out.toString())
                .contains("not reproduced; how far it got is said")
                .contains("--time-limit=TIME");
    }
}
