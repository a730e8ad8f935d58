package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets, counted; their values are told nowhere. */
class BenchSecretsCommandTest {
    private static final String TOKEN = "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "bench";
        all[1] = "secrets";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void labelledTextsAreCountedByGroup() throws IOException {
        Path file = Files.writeString(
                folder.resolve("texts.jsonl"),
                "{\"text\": \"token = '" + TOKEN + "'\", \"secret\": true, \"group\": \"known\"}\n"
                        + "{\"text\": \"nothing here\", \"secret\": true, \"group\": \"known\"}\n\n"
                        + "{\"text\": \"token = '" + TOKEN + "'\", \"secret\": false, \"group\": \"other\"}\n"
                        + "{\"text\": \"int total = 3;\", \"secret\": false, \"group\": \"other\"}\n");

        assertThat(bench("--labelled", file.toString(), "--show")).isZero();

        assertThat(out.toString())
                .contains("known: found 1 of 2 secrets (50.0 %), false alarms 0 of 0 texts without one")
                .contains("other: found 0 of 0 secrets, false alarms 1 of 2 texts without one")
                .contains("texts.jsonl:2\n", "texts.jsonl:4\n")
                .doesNotContain("texts.jsonl:1\n", TOKEN);
    }

    @Test
    void ofAFolderEachPlaceIsToldByItsKind() throws IOException {
        Files.createDirectories(folder.resolve("src/.git"));
        Files.writeString(folder.resolve("src/A.java"), "class A {\n  String token = \"" + TOKEN + "\";\n}\n");
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/config"), "token = " + TOKEN + "\n");
        Files.write(folder.resolve("picture"), new byte[] {0, 1, 2});

        assertThat(bench(folder.toString(), "--show")).isZero();

        assertThat(out.toString())
                .contains("src/A.java:2 ")
                .contains("1 files, 3 lines, something found in 1 of them")
                .doesNotContain(TOKEN, ".git/config");
    }

    @Test
    void theWholeGateAlsoSeesDisguises() throws IOException {
        Files.writeString(
                folder.resolve("A.java"),
                "class A {\n  String t = \"" + TOKEN.substring(0, 9) + "\" + \"" + TOKEN.substring(9) + "\";\n}\n");

        assertThat(bench(folder.toString())).isZero();
        assertThat(out.toString()).contains("something found in 0 of them");
        assertThat(bench(folder.toString(), "--gate", "--show")).isZero();
        assertThat(out.toString())
                .contains("A.java:2 github-token")
                .contains("(the whole gate): 1 files, 3 lines, something found in 1 of them")
                .doesNotContain(TOKEN.substring(0, 9));
    }

    @Test
    void whatIsNoLabelledTextIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("texts.jsonl"), "{\"text\": \"a\"}\n");

        assertThat(bench("--labelled", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("texts.jsonl:1: must be");
        assertThat(bench()).isEqualTo(2);
    }

    @Test
    void aLineThatIsNoJsonIsNamedAndNotQuoted() throws IOException {
        Path file = Files.writeString(
                folder.resolve("texts.jsonl"), "{\"text\": \"a\", \"secret\": false}\n" + TOKEN + "\n");

        assertThat(bench("--labelled", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith(file + ":2: must be").doesNotContain(TOKEN);
    }
}
