package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An operator gives out keys and takes them back. */
class KeysCommandTest {
    @TempDir
    Path folder;

    private Path config;

    private record Said(int status, String out, String err) {
        String key() {
            return out.lines().findFirst().orElse("");
        }
    }

    @BeforeEach
    void aServerHasBeenSetUp() throws IOException {
        config = folder.resolve("fettle.json");
        Files.writeString(
                config, "{\"data_dir\": \"data\", \"server\": {\"base_url\": \"https://fettle.acme.example\"}}");
        Stores.open(folder.resolve("data"), InstantSource.system(), text -> text)
                .close();
    }

    @Test
    void aKeyIsShownOnceWithWhereToSend() {
        Said added = fettle("keys", "add", "--repository", "acme/shop", "--source", "exceptions");

        assertThat(added.status()).isZero();
        assertThat(added.key()).matches("fettle_[0-9a-f]{8}_[0-9a-f]{32}");
        assertThat(added.out())
                .contains("Key " + added.key().substring(7, 15) + " of acme/shop for exceptions. It is shown this once")
                .contains("https://fettle.acme.example/api/v1/exceptions");
        assertThat(fettle("keys", "list").out())
                .contains(added.key().substring(7, 15), "exceptions", "acme/shop", "valid")
                .doesNotContain(added.key().substring(16));
    }

    @Test
    void forSentryADsnIsShown() {
        Said added = fettle("keys", "add", "--repository", "acme/shop", "--source", "sentry");

        assertThat(added.out()).contains("SENTRY_DSN=https://" + added.key() + "@fettle.acme.example/1");
    }

    @Test
    void aProgramIsShownKeysAsJson() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode sentry =
                json.readTree(fettle("keys", "add", "--repository", "acme/shop", "--source", "sentry", "--json")
                        .out());
        assertThat(sentry.path("key").asText()).matches("fettle_[0-9a-f]{8}_[0-9a-f]{32}");
        assertThat(sentry.path("dsn").asText()).contains(sentry.path("key").asText() + "@fettle.acme.example");
        JsonNode rotated =
                json.readTree(fettle("keys", "rotate", "--repository", "acme/shop", "--source", "sentry", "--json")
                        .out());
        assertThat(rotated.path("key")).isNotEqualTo(sentry.path("key"));
        JsonNode reading = json.readTree(fettle("keys", "add", "--scope", "read", "--days", "3", "--json")
                .out());
        assertThat(reading.path("use").asText()).isEqualTo("read");
        assertThat(reading.path("expires_at").asText()).isNotEmpty();
        assertThat(fettle("keys", "revoke", "--id", reading.path("id").asText(), "--json")
                        .out())
                .isEqualTo("{\"revoked\":1}\n");
    }

    @Test
    void rotatedAndRevokedKeysSaySo() {
        Said first = fettle("keys", "add", "--repository", "acme/shop", "--source", "alerts");
        Said second = fettle("keys", "rotate", "--repository", "acme/shop", "--source", "alerts", "--grace-days", "3");

        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(fettle("keys", "list").out()).containsPattern(first.key().substring(7, 15) + " .*valid until ");

        assertThat(fettle("keys", "revoke", "--repository", "acme/shop", "--source", "alerts")
                        .out())
                .isEqualTo("2 keys revoked\n");
        assertThat(fettle("keys", "list", "--source", "alerts").out().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("revoked 2"));
    }

    @Test
    void aKeyToUseFettleIsShownOnceWithWhereToUseIt() {
        Said added = fettle("keys", "add", "--scope", "write", "--repository", "acme/shop", "--name", "claude");

        assertThat(added.status()).isZero();
        assertThat(added.key()).matches("fettle_[0-9a-f]{8}_[0-9a-f]{32}");
        assertThat(added.out())
                .contains("Key " + added.key().substring(7, 15) + " to write, for acme/shop. It is shown this once")
                .contains("https://fettle.acme.example/api/v1/openapi.json", "https://fettle.acme.example/mcp");
        assertThat(fettle("keys", "list").out())
                .contains(added.key().substring(7, 15), "write", "acme/shop", "valid", "claude")
                .doesNotContain(added.key().substring(16));
        assertThat(fettle("keys", "list", "--json").out())
                .contains("\"use\" : \"write\"", "\"valid\" : true")
                .doesNotContain(added.key().substring(16));
    }

    @Test
    void aKeyToUseFettleIsTakenBackByItsIdAndTheAuditSaysSo() {
        String id =
                fettle("keys", "add", "--scope", "read", "--days", "30").key().substring(7, 15);
        assertThat(fettle("keys", "list").out()).containsPattern(id + " read +all repositories .* valid until ");

        assertThat(fettle("keys", "revoke", "--id", id).out()).isEqualTo("1 key revoked\n");

        assertThat(fettle("keys", "list").out()).containsPattern(id + " .* revoked 2");
        assertThat(fettle("keys", "revoke", "--id", id).status()).isEqualTo(2);
        try (Stores stores = Stores.beside(folder.resolve("data"), InstantSource.system(), text -> text)) {
            assertThat(stores.audit().recent(2))
                    .extracting(row -> row.action() + " " + row.subject() + " " + row.detail())
                    .containsExactly("keys revoked api " + id, "key added all repositories read " + id);
        }
    }

    @Test
    void aKeyIsForReportingOrForUseAndNotForBoth() {
        assertThat(fettle("keys", "add", "--scope", "read", "--source", "otlp").err())
                .contains("mutually exclusive");
        assertThat(fettle("keys", "add").err()).contains("--source", "--scope");
        assertThat(fettle("keys", "add", "--source", "otlp").err()).contains("add --repository OWNER/NAME");
        assertThat(fettle("keys", "add", "--scope", "read", "--days", "0").err())
                .contains("--days is from 1 to 3650");
        assertThat(fettle("keys", "revoke").err()).contains("Say which: --id ID");
    }

    @Test
    void whatCannotBeIsSaidWithWhatToDo() {
        assertThat(fettle("keys", "add", "--repository", "shop", "--source", "alerts")
                        .err())
                .contains("--repository: expected owner/name");
        assertThat(fettle("keys", "add", "--repository", "acme/shop", "--source", "rumours")
                        .err())
                .contains("EXCEPTIONS, PERFORMANCE, FEEDBACK, SENTRY, OTLP, ALERTS");
        assertThat(fettle("keys", "rotate", "--repository", "acme/shop", "--source", "otlp")
                        .err())
                .contains("There is no key of acme/shop for otlp to take the place of");
        assertThat(fettle("keys", "revoke", "--repository", "acme/shop", "--source", "otlp")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void theAuditSaysWhoMadeWhichKeyAndNotTheKey() {
        Said added = fettle("keys", "add", "--repository", "acme/shop", "--source", "otlp");

        try (Stores stores = Stores.beside(folder.resolve("data"), InstantSource.system(), text -> text)) {
            assertThat(stores.audit().recent(1)).first().satisfies(row -> {
                assertThat(row.action()).isEqualTo("key added");
                assertThat(row.subject()).isEqualTo("acme/shop");
                assertThat(row.detail()).isEqualTo("otlp " + added.key().substring(7, 15));
            });
        }
    }

    @Test
    void aKeyThatTurnsUpInATextIsKnownForWhatItIs() {
        String key = fettle("keys", "add", "--repository", "acme/shop", "--source", "otlp")
                .key();

        assertThat(new PatternRedactor(SecretShapes.bundled(), List::of)
                        .redact("we called it with " + key + " and failed"))
                .isEqualTo("we called it with <secret#1> and failed");
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
