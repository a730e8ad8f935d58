package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.improve.AttemptJson;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Cost;
import dev.fettle.repair.NearMiss;
import dev.fettle.repair.RuleCount;
import dev.fettle.repair.Search;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.repair.Suspect;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attempt in words, from the JSON that is kept of it. */
class ExplainCommandTest {
    @TempDir
    private Path folder;

    private record Said(int status, String out, String err) {}

    private static Said explain(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = new String[words.length + 1];
        all[0] = "explain";
        System.arraycopy(words, 0, all, 1, words.length);
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
        return new Said(status, out.toString(), err.toString());
    }

    private static Candidate candidate(int id, int line, String summary) {
        return new Candidate(id, "relational-operator", List.of(), "src/Range.java", line, 0.8, summary);
    }

    private Path file() throws IOException {
        Search search = new Search(
                List.of(
                        new Plausible(candidate(1, 12, "'<' becomes '<='"), 0.5, List.of("rule 0.80", "place 0.91")),
                        new Plausible(candidate(2, 12, "'<' becomes '!='"), 0.25, List.of("rule 0.40"))),
                0.86,
                List.of(new Suspect("src/Range.java", 12, 0.91, "run by the 1 failing test")),
                9,
                8,
                7,
                Map.of("validate", Duration.ofSeconds(2)),
                List.of("The first plausible candidate was number 3."),
                List.of(new RuleCount("relational-operator", 9, 8, 1, 7, 1, 2)),
                List.of(new NearMiss(candidate(3, 14, "removes 'return\u001b[2J;'"), 1, 2, true)),
                Cost.NONE);
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("outcome", "fixed").put("summary", "'<' becomes '<='");
        AttemptJson.search(json, search);
        return Files.writeString(folder.resolve("fix.json"), json.toPrettyString());
    }

    @Test
    void tellsWhereItLookedWhatItTriedWhatCameCloseAndWhatWasPreferred() throws IOException {
        Said said = explain("--json", file().toString());

        assertThat(said.status()).isZero();
        assertThat(said.out())
                .startsWith("fixed: '<' becomes '<='\n")
                .contains("  0.91  src/Range.java:12  run by the 1 failing test\n")
                .containsPattern("relational-operator +9 +8 +1 +7 +1 +2\n")
                .contains("src/Range.java:14  removes 'return [2J;': mends 1 of 2, breaks what was green\n")
                .contains(
                        "  1. src/Range.java:12  '<' becomes '<=' (relational-operator, score 0.500)\n     rule 0.80, place 0.91\n")
                .contains(
                        "  2. src/Range.java:12  '<' becomes '!=' (relational-operator, score 0.250, 50 % of the first)\n")
                .endsWith("  The first plausible candidate was number 3.\n");
    }

    @Test
    void saysWhatToDoWhenThereIsNothingToExplain() throws IOException {
        assertThat(explain().err()).contains("Say what to explain: TICKET, or --json FILE.");
        assertThat(explain("--json", folder.resolve("none").toString()).err()).contains("There is no file");
        Path other = Files.writeString(folder.resolve("other.json"), "[1]");
        assertThat(explain("--json", other.toString()).err()).contains("is not what 'fettle fix --json' writes");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{");
        assertThat(explain("--json", broken.toString())).satisfies(said -> {
            assertThat(said.status()).isEqualTo(2);
            assertThat(said.err()).contains("is no JSON");
        });
    }

    @Test
    void aTicketThatNobodyTriedYetHasNothingToTell() throws IOException {
        Path config = Files.writeString(
                folder.resolve("fettle.json"),
                new ObjectMapper()
                        .createObjectNode()
                        .put("data_dir", folder.resolve("data").toString())
                        .toString());
        Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                        "tickets",
                        "add",
                        "--config",
                        config.toString(),
                        "--id",
                        "manual_1",
                        "--repository",
                        "a/b",
                        "--title",
                        "t");

        assertThat(explain("--config", config.toString(), "manual_1").err())
                .contains("Ticket manual_1 was not attempted yet.");
    }
}
