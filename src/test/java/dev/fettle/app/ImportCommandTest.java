package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.workspace.Users;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code fettle import sarif}: another tool's report, and our own. */
class ImportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary;

    private Path config;

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void settings() throws IOException {
        config = temporary.resolve("fettle.json");
        Files.writeString(config, "{\"data_dir\": \"data\"}");
    }

    private Path pmd() throws IOException {
        Path file = temporary.resolve("pmd.sarif");
        try (InputStream in = Objects.requireNonNull(
                ImportCommandTest.class.getResourceAsStream("/dev/fettle/intake/analysis/pmd.sarif"))) {
            Files.copy(in, file);
        }
        return file;
    }

    private Said imported(Path file, String... more) {
        String[] usual = {
            "import",
            "sarif",
            file.toString(),
            "--repository",
            "acme/shop",
            "--root",
            "/home/ann/shop",
            "--config",
            config.toString()
        };
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(usual), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        return fettle(all);
    }

    private JsonNode tickets() throws IOException {
        return JSON.readTree(fettle("tickets", "list", "--json", "--config", config.toString())
                .out());
    }

    @Test
    void anotherToolsFindingsBecomeTicketsOnce() throws IOException {
        Path report = pmd();
        Said first = imported(report);

        assertThat(first.status()).isEqualTo(3);
        assertThat(first.out())
                .contains("acme/shop, a report of PMD: looked at sarif")
                .contains("Resolve ControlStatementBraces in src/main/java/shop/Cart.java (2 times)")
                .contains("waits: NO_KNOWN_FIX")
                .contains("4 tickets made");
        assertThat(tickets()).hasSize(4);
        assertThat(tickets().findValuesAsText("waiting")).containsOnly("NO_KNOWN_FIX");

        Said again = imported(report);
        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("0 tickets made");
        assertThat(tickets()).hasSize(4);
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        Said said = imported(pmd(), "--dry-run", "--json");

        assertThat(JSON.readTree(said.out()).path("tickets_found").asInt()).isEqualTo(4);
        assertThat(tickets()).isEmpty();
    }

    @Test
    void ourOwnReportComesBackAsFindingsThatKeepTheirIdentityWhenLinesMove() throws IOException {
        Path shop = temporary.resolve("shop");
        Users.repository(shop, Map.of("A.java", "class A {}\n"));
        Users.git(shop, "checkout", "-q", "-b", "topic");
        String password = "db.password=" + "t0pS3cret" + "Zw9x8y7\n";
        Users.write(shop, Map.of("conf.properties", "# shop\n" + password));
        Path report = temporary.resolve("fettle.sarif");
        Files.writeString(
                report, fettle("gate", shop.toString(), "--quick", "--sarif").out());
        assertThat(imported(report).out()).contains("Resolve secret-scan/assigned-secret in conf.properties");

        Users.write(shop, Map.of("conf.properties", "# shop\n# of the shop\n\n" + password));
        Files.writeString(
                report, fettle("gate", shop.toString(), "--quick", "--sarif").out());
        assertThat(imported(report).status())
                .as("the same, though it stands two lines below")
                .isZero();
        assertThat(tickets()).hasSize(1);
    }

    @Test
    void whatIsNotReadIsSaidInWords() throws IOException {
        Path file = temporary.resolve("x.sarif");
        Files.writeString(file, "{}");
        assertThat(imported(file).err()).contains("x.sarif: it is no SARIF 2.1.0.");
        assertThat(imported(file).status()).isEqualTo(2);
        assertThat(imported(temporary.resolve("none")).err()).contains("There is no file");
    }

    private static Said fettle(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Said(command.execute(arguments), out.toString(), err.toString());
    }
}
