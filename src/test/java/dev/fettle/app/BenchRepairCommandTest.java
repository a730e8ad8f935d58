package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over three cases with a peer beside: real builds, real sandboxes, the real engine. */
class BenchRepairCommandTest {
    @TempDir
    private Path folder;

    private record Said(int status, String out, String err) {}

    private static Said bench(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("bench", "repair"));
        all.addAll(List.of(words));
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    /** Knows one mistake: it adds one where a list's size was taken for an index. */
    private Path peer() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path peer = Files.createDirectories(folder.resolve("peer"));
        Path run = Files.writeString(peer.resolve("run"), """
                #!/bin/sh
                # CASE CLASSES TEST_CLASSES CLASSPATH_FILE FAILING_FILE SECONDS
                cd "$1" || exit 1
                test -d "$2" && test -d "$3" && grep -q junit "$4" && test -s "$5" && test "$6" -gt 0 || exit 2
                echo "looking at $(cat "$5")"
                line=$(grep -n 'texts.get(texts.size());' src/main/java/print/Pages.java 2>/dev/null | cut -d: -f1)
                if [ -z "$line" ]; then
                  echo '{"outcome": "abstained", "candidates": 0, "seconds": 0.1}'
                else
                  path=src/main/java/print/Pages.java
                  old='        return texts.get(texts.size());'
                  new='        return texts.get(texts.size() - 1);'
                  printf '{"outcome":"fixed","candidates":1,"seconds":0.5,"patch":"--- a/%s\\\\n+++ b/%s\\\\n@@ -%s +%s @@\\\\n-%s\\\\n+%s\\\\n"}\\n' \\
                    "$path" "$path" "$line" "$line" "$old" "$new"
                fi
                """);
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        return peer;
    }

    @Test
    void casesToolsAndAPeerMakeRowsFiguresAndAnExitStatus() throws IOException {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        Path corpus = Path.of("src/test/corpus");
        Files.copy(corpus.resolve("off-by-one-pages.case"), cases.resolve("off-by-one-pages.case"));
        Files.writeString(Files.createDirectories(cases.resolve("orphan")).resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <parent><groupId>nowhere.example</groupId><artifactId>gone</artifactId><version>1</version></parent>
                  <artifactId>orphan</artifactId>
                </project>
                """);
        Path lines = folder.resolve("results.jsonl");

        Said said = bench(cases.toString(), "--peer", "other=" + peer(), "--json", lines.toString());

        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(lines)) {
            rows.add(new ObjectMapper().readTree(line));
        }
        assertThat(rows.stream()
                        .map(row -> row.path("case").asText() + " "
                                + row.path("tool").asText() + " "
                                + row.path("verdict").asText()))
                .as(said.out())
                .containsExactly(
                        "off-by-one-pages fettle correct",
                        "off-by-one-pages other correct",
                        "orphan fettle failed",
                        "orphan other failed");
        assertThat(rows.get(0).path("patch").asText()).contains("texts.size() - 1");
        assertThat(rows.get(0).path("seconds_to_proof").asDouble()).isPositive();
        assertThat(rows.get(0).path("rules")).isNotEmpty();
        assertThat(said.out())
                .containsPattern("fettle +2 +1 +1 +0 +0 +1 ")
                .containsPattern("other +2 +1 +1 +0 +0 +1 ")
                .contains("by template");
        assertThat(said.status()).as("a case could not be worked on").isEqualTo(1);
    }

    @Test
    void wrongUsageIsToldInWordsThatHelp() throws IOException {
        assertThat(bench().err()).contains("Say where the cases are");
        assertThat(bench("--jobs", "0", ".").err()).contains("--jobs must be between 1 and 64");
        assertThat(bench(folder.toString()).err()).contains("holds no case");
        assertThat(bench("--corpus", "--only", "nothing").err()).contains("There is no case 'nothing'");
        assertThat(bench("--corpus", "--peer", "x=" + folder).err()).contains("an executable 'run'");
    }
}
