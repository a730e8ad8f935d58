package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An operator keeps the backlog by hand. */
class TicketsCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path config;

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void settings() throws IOException {
        config = folder.resolve("fettle.json");
        Files.writeString(config, "{\"data_dir\": \"data\"}");
    }

    @Test
    void theMissionsManualTicketIsAddedListedAndShown() throws IOException {
        Said added = fettle(
                "tickets",
                "add",
                "--id",
                "manual_001",
                "--repository",
                "jarvis/core",
                "--title",
                "Add error handling to search pipeline",
                "--description",
                "Search pipeline fails gracefully on network errors",
                "--priority",
                "high",
                "--solution",
                "Add try-catch blocks and retry logic",
                "--test-plan",
                "1. Test network error scenarios",
                "--file",
                "core/enhanced_search_pipeline.py",
                "--risk",
                "3",
                "--effort",
                "4");
        assertThat(added).isEqualTo(new Said(0, "manual_001\n", ""));

        JsonNode listed = JSON.readTree(fettle("tickets", "list", "--json").out());
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("category").asText()).isEqualTo("bug_fix");
        assertThat(listed.get(0).path("score").asDouble()).isEqualTo(5.5);
        assertThat(listed.get(0).path("branch").asText()).isEqualTo("improvement/manual_001");

        assertThat(fettle("tickets", "show", "manual_001").out())
                .contains("Add error handling to search pipeline")
                .contains("core/enhanced_search_pipeline.py")
                .contains("added by operator");
    }

    @Test
    void aListThatIsCutSaysSoAndIsPaged() {
        for (int i = 1; i <= 5; i++) {
            String repository = i == 5 ? "acme/till" : "acme/shop";
            fettle("tickets", "add", "--id", "manual_" + i, "--repository", repository, "--title", "Mend " + i);
        }

        Said first = fettle("tickets", "list", "--limit", "2", "--repository", "acme/SHOP");
        assertThat(first.out().lines()).hasSize(2);
        assertThat(first.err().strip()).isEqualTo("2 of 4 tickets; --page 2 shows the next.");
        Said second = fettle("tickets", "list", "--limit", "2", "--repository", "acme/shop", "--page", "2");
        assertThat(second.err().strip()).isEqualTo("2 of 4 tickets.");
        assertThat((first.out() + second.out()).lines().map(line -> line.substring(0, 8)))
                .containsExactlyInAnyOrder("manual_1", "manual_2", "manual_3", "manual_4");

        assertThat(fettle("tickets", "list").err()).as("nothing was cut").isEmpty();
        assertThat(fettle("tickets", "list", "--repository", "acme/none").out()).isEqualTo("No tickets.\n");
        assertThat(fettle("tickets", "list", "--limit", "0").err()).contains("--limit must be 1 to 1000");
    }

    @Test
    void statusSpeaksTheMissionsNames() throws IOException {
        fettle("tickets", "add", "--repository", "acme/shop", "--title", "Mend the till");

        JsonNode status = JSON.readTree(fettle("status", "--json").out());

        assertThat(status.path("total_tickets").asInt()).isEqualTo(1);
        assertThat(status.path("ready_for_review").asInt()).isZero();
        assertThat(status.path("in_progress").asInt()).isZero();
        assertThat(status.path("risk_calibration"))
                .as("nothing was proposed yet")
                .isEmpty();
        assertThat(status.path("rule_records").isArray()).isTrue();
    }

    @Test
    void rejectingAsksForAReasonAndKeepsIt() {
        fettle("tickets", "add", "--id", "manual_2", "--repository", "acme/shop", "--title", "Mend the till");

        assertThat(fettle("tickets", "reject", "manual_2").status()).isEqualTo(2);
        assertThat(fettle("tickets", "reject", "manual_2", "--reason", "not wanted")
                        .out())
                .isEqualTo("manual_2: rejected\n");
        assertThat(fettle("tickets", "show", "manual_2").out()).contains("rejected: not wanted");
    }

    @Test
    void whatChangesNothingSaysSoAndWhy() {
        fettle("tickets", "add", "--id", "manual_2", "--repository", "acme/shop", "--title", "Mend the till");
        fettle("tickets", "reject", "manual_2", "--reason", "not wanted");

        assertThat(fettle("tickets", "retry", "manual_2"))
                .isEqualTo(new Said(
                        1, "", "Ticket manual_2 is rejected and cannot be tried once more. Nothing was changed.\n"));
        assertThat(fettle("tickets", "approve", "manual_2").status()).isEqualTo(1);
        assertThat(fettle("tickets", "reject", "manual_2", "--reason", "again").status())
                .isEqualTo(1);
    }

    @Test
    void whatIsDoneToATicketIsToldAsJsonToo() throws IOException {
        String[] add = {"tickets", "add", "--id", "manual_3", "--repository", "a/b", "--title", "Mend it", "--json"};
        assertThat(JSON.readTree(fettle(add).out()).path("id").asText()).isEqualTo("manual_3");
        add[3] = "manual_4";
        assertThat(JSON.readTree(fettle(add).out()).path("id").asText())
                .as("the one that was there")
                .isEqualTo("manual_3");
        assertThat(JSON.readTree(fettle("tickets", "approve", "manual_3", "--json")
                                .out())
                        .at("/metadata/approved_by")
                        .asText())
                .startsWith("operator");
        assertThat(JSON.readTree(
                                fettle("tickets", "retry", "manual_3", "--json").out())
                        .path("status")
                        .asText())
                .isEqualTo("open");
        assertThat(JSON.readTree(fettle("tickets", "reject", "manual_3", "--reason", "no", "--json")
                                .out())
                        .path("status")
                        .asText())
                .isEqualTo("rejected");
    }

    @Test
    void aCycleWithNoRepositorySaysWhyThereIsNothingToTake() {
        fettle("tickets", "add", "--repository", "acme/nowhere", "--title", "Mend the till");

        Said said = fettle("cycle");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.err()).contains("The forge shows Fettle no repository");
    }

    @Test
    void theSameTitleTwiceIsOneTicket() {
        assertThat(fettle("tickets", "add", "--repository", "acme/shop", "--title", "Mend the till")
                        .status())
                .isZero();
        assertThat(fettle("tickets", "add", "--id", "other", "--repository", "acme/shop", "--title", "Mend the till")
                        .status())
                .isEqualTo(3);
    }

    @Test
    void wrongInputIsToldInWordsThatHelp() {
        assertThat(fettle("tickets", "show", "nobody").err())
                .contains("There is no ticket nobody; 'fettle tickets list' shows them.");
        assertThat(fettle("tickets", "add", "--id", "../up", "--repository", "a/b", "--title", "t")
                        .err())
                .contains("a ticket id is 1 to 80 letters");
        assertThat(fettle("tickets", "add", "--repository", "a/b", "--title", " ")
                        .err())
                .contains("--title is empty");
        assertThat(fettle("tickets", "add", "--repository", "nonsense", "--title", "t")
                        .err())
                .contains("expected owner/name");
        assertThat(fettle("tickets", "add", "--repository", "a/b", "--title", "t", "--risk", "11")
                        .err())
                .contains("risk and effort are from 1 to 10");
    }

    @Test
    void aSettingsFileWithMistakesIsRefusedWithAllOfThem() throws IOException {
        Files.writeString(config, "{\"data_dirr\": \"data\",\n \"server\": {\"port\": \"many\"}}");

        Said said = fettle("status");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("data_dirr").contains("port").contains(":2:");
    }

    private Said fettle(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--config=" + config);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        int status = line.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }
}
