package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Identity;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.store.Stores;
import dev.fettle.workspace.Users;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code fettle scan}, on a person's folder and on a repository of the local forge. */
class ScanCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M";
    private static final String LEAKING = "class Client {\n  String token = \"" + TOKEN + "\";\n}\n";

    @TempDir
    private Path temporary;

    private Path folder;
    private Path config;

    private record Said(int status, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    @BeforeEach
    void aFolderWithASecret() throws IOException {
        folder = temporary.resolve("shop");
        Users.repository(folder, Map.of("src/Client.java", LEAKING, "src/Cart.java", "class Cart {}\n"));
        config = temporary.resolve("fettle.json");
        Files.writeString(config, "{\"data_dir\": \"data\"}");
    }

    @Test
    void aSecretIsToldWithItsPlaceAndWhatWouldBecomeOfItButNeverItsValue() throws IOException {
        Said said = fettle("scan", folder.toString());

        assertThat(said.status()).isEqualTo(3);
        assertThat(said.out())
                .contains("shop, the folder as it lies: looked at secrets")
                .contains("More to look for: --run-tests", "--source code_analysis")
                .contains("1 ticket to make, the safest first")
                .contains("5.0  critical     8       2  secrets")
                .contains("Revoke the github token in Client.java")
                .contains("src/Client.java:2, waits: SECRET_PUSHED")
                .contains("Nothing was written.");
        assertThat(said.out() + said.err()).doesNotContain(TOKEN);
    }

    @Test
    void whatIsNotLookedAtIsNamedWithItsReason() throws IOException {
        assertThat(fettle("scan", folder.toString()).out())
                .contains("SWITCHED_OFF: ")
                .contains("  tests\n");
    }

    @Test
    void jsonSaysItInTheWordsOfATicket() throws IOException {
        Said said = fettle("scan", folder.toString(), "--json", "-");

        JsonNode json = said.json();
        assertThat(said.out()).doesNotContain(TOKEN);
        assertThat(json.path("tickets_found").asInt()).isEqualTo(1);
        assertThat(json.path("saved").asBoolean(true)).isFalse();
        JsonNode ticket = json.path("tickets").path(0);
        assertThat(ticket.path("priority").asText()).isEqualTo("critical");
        assertThat(ticket.path("risk_level").asInt()).isEqualTo(8);
        assertThat(ticket.path("estimated_effort").asInt()).isEqualTo(2);
        assertThat(ticket.path("score").asDouble()).isEqualTo(5.0);
        assertThat(ticket.path("source").asText()).isEqualTo("secrets");
        assertThat(ticket.path("place").asText()).isEqualTo("src/Client.java:2");
        assertThat(ticket.path("waiting").asText()).isEqualTo("SECRET_PUSHED");
        assertThat(json.path("left").findValuesAsText("reason")).contains("SWITCHED_OFF");
    }

    @Test
    void sarifHasThePlaces() throws IOException {
        Path file = temporary.resolve("scan.sarif");
        fettle("scan", folder.toString(), "--sarif", file.toString());

        assertThat(SarifSchema.complaints(Files.readString(file))).isEmpty();
        JsonNode run = JSON.readTree(Files.readString(file)).at("/runs/0");
        assertThat(run.at("/results")).hasSize(1);
        assertThat(run.at("/results/0/ruleId").asText()).isEqualTo("secrets/secret-scan");
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
        JsonNode place = run.at("/results/0/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("src/Client.java");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(2);
    }

    @Test
    void aCleanFolderIsGood() throws IOException {
        Users.write(folder, Map.of("src/Client.java", "class Client {}\n"));

        Said said = fettle("scan", folder.toString());
        assertThat(said.status()).as("as it lies: not as it was committed").isZero();
        assertThat(said.out()).contains("nothing new");
    }

    @Test
    void whatAPersonAllowedIsNotFound() throws IOException {
        Users.write(folder, Map.of(".gitleaks.toml", "[allowlist]\npaths = ['''src/Client\\.java''']\n"));

        assertThat(fettle("scan", folder.toString()).status()).isZero();
    }

    @Test
    void theFoldersOwnSettingsHold() throws IOException {
        Users.write(folder, Map.of(".github/fettle.yml", "quality_gates:\n  secret_scan: false\n"));
        assertThat(fettle("scan", folder.toString()).status()).isZero();
        assertThat(fettle("scan", folder.toString(), "--source", "secrets").status())
                .as("who names a source means it")
                .isEqualTo(3);
        Users.write(folder, Map.of(".github/fettle.yml", "no_such_key: 1\n"));
        assertThat(fettle("scan", folder.toString()).err()).contains(".github/fettle.yml:1");
    }

    @Test
    void wrongUsageSaysWhatIsRight() throws IOException {
        Said unknown = fettle("scan", folder.toString(), "--source", "secrets,clouds");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no source clouds here; those are secrets, ");
        assertThat(fettle("scan", "nowhere").err()).contains("nowhere is no folder here, and no repository either");
        assertThat(fettle("scan", folder.toString(), "--save").err()).contains("--save needs --repository");
    }

    @Test
    void savedItStandsInTheBacklogOnce() throws IOException {
        String[] save = {"scan", folder.toString(), "--save", "--repository", "acme/shop", "--config", config.toString()
        };
        Said first = fettle(save);
        assertThat(first.status()).isEqualTo(3);
        assertThat(first.out()).contains("1 ticket made");

        JsonNode tickets = JSON.readTree(fettle("tickets", "list", "--json", "--config", config.toString())
                .out());
        assertThat(tickets).hasSize(1);
        assertThat(tickets.at("/0/title").asText()).isEqualTo("Revoke the github token in Client.java");
        assertThat(tickets.at("/0/waiting").asText()).isEqualTo("SECRET_PUSHED");
        assertThat(tickets.at("/0/metadata/found_by").asText()).isEqualTo("secrets");

        Said again = fettle(save);
        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("no ticket, HAS_TICKET").contains("0 tickets made");
    }

    @Test
    void aMistakeOfOursIsNotCalledWrongUsage() throws IOException, SQLException {
        aRepository();
        fettle("scan", "acme/shop", "--save", "--config", config.toString());
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + temporary.resolve("data/fettle.db"));
                Statement statement = database.createStatement()) {
            statement.executeUpdate("update improvement_tickets set status = 'nonsense'");
        }

        Said said = fettle("scan", "acme/shop", "--config", config.toString());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).doesNotContain("--help' shows");
        assertThat(fettle("scan", "acme/nothing", "--config", config.toString()).status())
                .isEqualTo(2);
    }

    @Test
    void aPersonsNoIsRemembered() throws IOException {
        String[] save = {
            "scan",
            folder.toString(),
            "--save",
            "--repository",
            "acme/shop",
            "--config",
            config.toString(),
            "--json",
            "-"
        };
        String id = fettle(save).json().at("/made/0").asText();
        fettle("tickets", "reject", id, "--reason", "a sample", "--config", config.toString());

        Said again = fettle(save);
        assertThat(again.status()).isZero();
        assertThat(again.json().at("/no_ticket/0/reason").asText()).isEqualTo("REJECTED_BEFORE");
    }

    @Test
    void aRepositoryShowsARedHeadAndLabelledIssuesToo() throws IOException {
        aRepository();
        Said said = fettle("scan", "acme/shop", "--config", config.toString(), "--json", "-");

        assertThat(said.status()).isEqualTo(3);
        JsonNode json = said.json();
        assertThat(json.path("commit").asText()).hasSize(40);
        assertThat(json.path("looked_at")).extracting(JsonNode::asText).contains("ci", "issues", "secrets");
        assertThat(json.path("tickets").findValuesAsText("source"))
                .containsExactlyInAnyOrder("ci", "issues", "secrets");
        assertThat(json.path("tickets").findValuesAsText("title"))
                .contains(
                        "Fix failing test PriceTest#adds",
                        "The sum is wrong",
                        "Revoke the github token in Client.java");
        try (Stores stores = stores()) {
            assertThat(stores.backlog().list(TicketFilter.ALL)).isEmpty();
            assertThat(stores.deliveries().recent(10)).isEmpty();
        }
    }

    @Test
    void savedARedHeadAndAnIssueBecomeDeliveriesForTheServer() throws IOException {
        aRepository();
        Said said = fettle("scan", "acme/shop", "--save", "--config", config.toString());

        assertThat(said.out()).contains("1 ticket made, 2 left to the server as deliveries (ci, issues)");
        try (Stores stores = stores()) {
            assertThat(stores.backlog().list(TicketFilter.ALL)).hasSize(1);
            assertThat(stores.deliveries().recent(10)).hasSize(2);
        }
    }

    private void aRepository() {
        InstantSource clock = InstantSource.system();
        LocalForge forge = new LocalForge(
                temporary.resolve("data/forge"), new Identity("fettle[bot]", 1, 0), "http://forge", clock);
        LocalForgeWorld world = new LocalForgeWorld(forge);
        RepositoryRef shop = world.createRepository("acme", "shop", Map.of("src/Client.java", LEAKING))
                .ref();
        String head = world.branches(shop).get("main");
        String log = "[ERROR] Failures:\n[ERROR]   PriceTest.adds:9 expected:<12> but was:<8>\n"
                + "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0\n[INFO] BUILD FAILURE\n";
        world.finishRun(
                shop,
                new CiRun(CiRun.Kind.CHECK_RUN, 0, "build", head, "main"),
                "failure",
                Map.of("build", log.getBytes(StandardCharsets.UTF_8)));
        world.openIssue(shop, "acme", "The sum is wrong", "It says 8.", "fettle");
    }

    private Stores stores() {
        return Stores.beside(temporary.resolve("data"), InstantSource.system(), text -> text);
    }

    private static Said fettle(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = command.execute(new ArrayList<>(List.of(arguments)).toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }
}
