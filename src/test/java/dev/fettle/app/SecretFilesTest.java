package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.SettingsLoader;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** An operator exchanges secrets while the server runs: nobody is turned away meanwhile, and nothing is restarted. */
class SecretFilesTest {
    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private ForgeSecrets secrets;

    @BeforeEach
    void aServerWithAWebhook() throws IOException {
        Files.writeString(
                folder.resolve("fettle.json"),
                "{\"forge\": {\"kind\": \"github\", \"app_id\": 7, \"private_key_file\": \"app.pem\","
                        + " \"webhook_secret_file\": \"hook\"}}");
        secret("app.pem", "the-first-key");
        secret("hook", "the-first");
        secrets = new ForgeSecrets(read(), this::read, now::get);
    }

    @Test
    void aSecretThatIsExchangedInItsFileHoldsWithoutARestart(TestReporter reporter) throws IOException {
        assertThat(secrets.webhook()).containsExactly(Secret.of("the-first"));

        secret("hook", "the-second");
        secret("app.pem", "the-second-key");
        secrets.refresh();

        assertThat(secrets.webhook()).containsExactly(Secret.of("the-second"), Secret.of("the-first"));
        assertThat(secrets.now().privateKey()).contains(Secret.of("the-second-key"));
        now.updateAndGet(before -> before.plus(Duration.ofHours(25)));
        assertThat(secrets.webhook()).containsExactly(Secret.of("the-second"));
        reporter.publishEntry("injected", "2");
    }

    @Test
    void whatIsHalfWrittenOrGoneChangesNothing() throws IOException {
        secret("hook", "");
        secrets.refresh();
        assertThat(secrets.webhook()).containsExactly(Secret.of("the-first"));

        Files.delete(folder.resolve("hook"));
        secrets.refresh();
        assertThat(secrets.webhook()).containsExactly(Secret.of("the-first"));
    }

    @Test
    void whatWasASecretOnceIsNeverShown() throws IOException {
        secret("hook", "the-second");
        secrets.refresh();
        now.updateAndGet(before -> before.plus(Duration.ofDays(9)));

        assertThat(secrets.all()).contains(Secret.of("the-first"), Secret.of("the-second"), Secret.of("the-first-key"));
    }

    private ForgeAccess read() {
        return SettingsLoader.load(folder.resolve("fettle.json"), folder, Map.of())
                .settings()
                .forge();
    }

    private void secret(String name, String value) throws IOException {
        Path file = Files.writeString(folder.resolve(name), value);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
