package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The load of reports in its short form: it says what it sent, and that each report is counted. */
class BenchIntakeCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int fettle(String... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    @Test
    void everyReportIsCountedInTheTicketOfItsFailure() {
        int status = fettle("bench", "intake", "--rate", "100", "--time", "2s", "--failures", "7", "--senders", "8");

        assertThat(out.toString())
                .contains("accepted 200, sent away 0")
                .contains("tickets 7 of 7 failures, reports counted in them 200, lost 0");
        assertThat(status).isZero();
    }

    @Test
    void whatCannotBeMeasuredIsWrongUsage() {
        assertThat(fettle("bench", "intake", "--failures", "201")).isEqualTo(2);
        assertThat(err.toString()).contains("--failures from 1 to 200");
    }
}
