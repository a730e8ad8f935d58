package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine fettle =
            Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void tellsItsVersionAndTheJavaItRunsOn() {
        assertThat(fettle.execute("--version")).isZero();
        assertThat(out.toString())
                .contains("fettle " + Version.current())
                .contains("Java " + Runtime.version())
                .doesNotContain("${");
    }

    @Test
    void withoutACommandItShowsTheUsageAndFailsAsWrongUsage() {
        assertThat(fettle.execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Say what to do").contains("Usage: fettle");
    }
}
