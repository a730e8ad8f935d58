package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fxi .               | fettle has no command 'fxi'. Did you mean 'fix'?",
                "tickets lst         | fettle tickets has no command 'lst'. Did you mean 'list'?",
                "fix --tst=A .       | fettle fix has no option '--tst=A'. Did you mean '--test'?",
                "fix . twice         | fettle fix does not take 'twice'.",
                "whatever            | fettle has no command 'whatever'.",
                "fix --time-limit x .| Invalid value for option '--time-limit': 'x' is no time",
                "fix /no/such/folder | /no/such/folder is no folder."
            })
    void aSlipIsAnsweredInTwoLinesAndNotInPagesOfHelp(String typed, String answer) {
        assertThat(fettle.execute(typed.split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(answer)
                .containsPattern("'fettle( \\w+)? --help' shows what there is")
                .satisfies(said -> assertThat(said.lines()).hasSize(2));
    }

    @Command(name = "boom")
    static final class Boom implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("token=ghp_0123456789abcdefghijABCDEFGHIJ012345 was refused");
        }
    }

    @Test
    void aMistakeOfOursIsASentenceAndItsTraceIsForWhoAsks() {
        fettle.addSubcommand(new Boom()).setErr(new PrintWriter(err));

        assertThat(fettle.execute("boom")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("Something went wrong: java.lang.IllegalStateException: ")
                .contains("was refused", "--debug")
                .doesNotContain("\tat ", "ghp_0123456789");
    }

    @Test
    void aNameThatIsNoRepositoryIsSaidToBeNone() {
        assertThat(fettle.execute("tickets", "list", "--repository", "shop")).isEqualTo(2);
        assertThat(err.toString()).contains("--repository: expected owner/name");
    }
}
