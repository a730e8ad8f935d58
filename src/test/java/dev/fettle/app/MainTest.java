package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                "fix . --test=       | Invalid value for option '--test' (CLASS[#METHOD]): '' names no test; write CLASS or CLASS#METHOD",
                "fix . --test a b    | fettle fix does not take 'b'.",
                "fix . --test a/B.java | Invalid value for option '--test' (CLASS[#METHOD]): a test is named by its class; write B",
                "serve --port 99999  | Invalid value for option '--port': '99999' is no port; write 1 to 65535, or 0 for any that is free"
            })
    void aSlipIsAnsweredInTwoLinesAndNotInPagesOfHelp(String typed, String answer) {
        assertThat(fettle.execute(typed.split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(answer)
                .containsPattern("'fettle( \\w+)? --help' shows what there is")
                .satisfies(said -> assertThat(said.lines()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fix /no/such/folder         | /no/such/folder is no folder.",
                "fix . --trace -             | No stack trace was found in standard input."
                        + " It begins with a line such as 'java.lang.IllegalStateException: words'; lines 'at package.Class.method(Class.java:12)' follow."
            })
    void whatOneSentenceMendsIsOneSentence(String typed, String answer) {
        InputStream in = System.in;
        System.setIn(InputStream.nullInputStream());
        try {
            assertThat(fettle.execute(typed.split(" "))).isEqualTo(2);
        } finally {
            System.setIn(in);
        }
        assertThat(err.toString()).isEqualTo(answer + System.lineSeparator());
    }

    @Test
    void aSettingsFileWithMistakesIsFollowedByWhereAllKeysStand(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fettle.json"), "{\n\"workers\": \"many\"}");

        assertThat(fettle.execute("status", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(3).first().isEqualTo("The settings have mistakes:");
        assertThat(err.toString())
                .contains("fettle.json:2: 'workers' ")
                .endsWith("docs/configuration.md has every key.\n");
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
    void aJvmThatCannotNameEveryFileSaysWhatHelps() {
        assertThat(FileNames.trouble("ANSI_X3.4-1968").orElseThrow()).startsWith("No locale is set");
        assertThat(FileNames.trouble("UTF-8")).isEmpty();
        assertThat(FileNames.trouble("ISO-8859-1")).isEmpty();
    }

    @Test
    void aNameThatIsNoRepositoryIsSaidToBeNone() {
        assertThat(fettle.execute("tickets", "list", "--repository", "shop")).isEqualTo(2);
        assertThat(err.toString()).contains("--repository: expected owner/name");
    }
}
