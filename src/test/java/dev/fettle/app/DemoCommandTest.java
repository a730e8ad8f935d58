package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The main job, whole: server, signed webhooks, sandbox, engine, gates, pull requests. */
class DemoCommandTest {
    @Test
    void theThreeCasesComeOutAsTheyShould() {
        StringWriter out = new StringWriter();

        int status = Main.commandLine().setOut(new PrintWriter(out)).execute("demo", "--exit", "--time-limit", "9m");

        assertThat(out.toString())
                .contains("[booking] pull request #")
                .contains("[contacts] pull request #")
                .contains("[pricing] nothing is proposed")
                .contains("3 of 3 cases came out as they should");
        assertThat(status).isZero();
    }
}
