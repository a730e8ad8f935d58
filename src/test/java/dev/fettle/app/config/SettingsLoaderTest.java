package dev.fettle.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.base.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's settings: environment over file over default, and all mistakes at once. */
class SettingsLoaderTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void withoutAnythingTheDefaultsOfTheMissionHold() {
        ServerSettings settings = SettingsLoader.load(null, folder, environment).settings();

        assertThat(settings.repositories()).isEqualTo(RepositorySettings.DEFAULT);
        assertThat(settings.scanInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("fettle-data"));
        assertThat(settings.http()).isEqualTo(new ServerSettings.Http("127.0.0.1", 8080, ""));
        assertThat(settings.forge().kind()).isEqualTo(ForgeAccess.Kind.LOCAL);
    }

    @Test
    void theMissionsOwnFileIsRead() throws Exception {
        RepositorySettings settings = load("""
                        {
                          "self_improvement": {
                            "enabled": true,
                            "scan_interval_hours": 1,
                            "max_risk_level": 7,
                            "auto_apply_max_risk": 5,
                            "require_manual_review": true,
                            "sources": {
                              "exceptions": true,
                              "performance": true,
                              "user_feedback": true,
                              "code_analysis": false
                            },
                            "quality_gates": {
                              "mcp_doctor": true,
                              "secret_scan": true,
                              "loop_metrics": true,
                              "test_coverage": 0.8
                            }
                          }
                        }
                        """).settings().repositories();

        assertThat(settings).isEqualTo(RepositorySettings.DEFAULT);
    }

    @Test
    void theEnvironmentGoesBeforeTheFileAndTheFileBeforeTheDefault() throws Exception {
        environment.put("SELF_IMPROVEMENT_ENABLED", "false");
        environment.put("IMPROVEMENT_SCAN_INTERVAL", "7200");
        environment.put("IMPROVEMENT_MAX_RISK_LEVEL", "4");

        EffectiveSettings effective = load("""
                {"self_improvement": {"enabled": true, "scan_interval_hours": 5, "max_risk_level": 9,
                 "auto_apply_max_risk": 2,
                 "mode": "ready"}}
                """);

        RepositorySettings settings = effective.settings().repositories();
        assertThat(settings.enabled()).isFalse();
        assertThat(settings.maxRiskLevel()).isEqualTo(4);
        assertThat(settings.autoApplyMaxRisk()).isEqualTo(2);
        assertThat(settings.mode()).isEqualTo(Mode.READY);
        assertThat(effective.settings().scanInterval()).isEqualTo(Duration.ofHours(2));
        String file = folder.resolve("fettle.json").toString();
        assertThat(explained(effective))
                .contains(
                        "self_improvement.enabled = false (environment SELF_IMPROVEMENT_ENABLED)",
                        "self_improvement.scan_interval_hours = 2 (environment IMPROVEMENT_SCAN_INTERVAL)",
                        "self_improvement.auto_apply_max_risk = 2 (" + file + ":2)",
                        "self_improvement.mode = ready (" + file + ":3)",
                        "self_improvement.trigger_label = fettle (default)",
                        "server.port = 8080 (default)");
    }

    @Test
    void theIntakeHasLimitsOfItsOwn() throws Exception {
        EffectiveSettings effective = load("""
                {"intake": {"requests_per_second": 50, "new_tickets_per_day": 0}}
                """);

        assertThat(effective.settings().intake())
                .isEqualTo(new IntakeLimits(50, 10, 1_000, 256, 1_024, 4_096, 10_000, 0));
        assertThat(explained(effective)).contains("intake.failures_waiting = 10000 (default)");
        assertThatThrownBy(() -> load("{\"intake\": {\"unpacked_kb\": 512, \"report_kb\": 1}}"))
                .hasMessageContaining("'intake.unpacked_kb' must not be below 'intake.batch_kb', which is 1024")
                .hasMessageContaining("'intake.report_kb'");
    }

    @Test
    void halfAnHourIsAScanInterval() throws Exception {
        assertThat(load("{\"self_improvement\": {\"scan_interval_hours\": 0.5}}")
                        .settings()
                        .scanInterval())
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void secretsComeFromFilesOrTheEnvironmentAndAreNeverShown() throws Exception {
        secretFile("token", "ghp_fromTheFile\n");
        environment.put("FETTLE_WEBHOOK_SECRET", "from-the-environment");

        EffectiveSettings effective = load("""
                {"forge": {"kind": "token", "api_url": "https://git.example.org/api/v3/", "token_file": "token"}}
                """);

        ForgeAccess forge = effective.settings().forge();
        assertThat(forge.token().orElseThrow().reveal()).isEqualTo("ghp_fromTheFile");
        assertThat(forge.webhookSecret().orElseThrow().reveal()).isEqualTo("from-the-environment");
        assertThat(forge.apiUrl()).isEqualTo("https://git.example.org/api/v3");
        assertThat(explained(effective))
                .contains(
                        "forge.token_file = (set) (file " + folder.resolve("token") + ")",
                        "forge.webhook_secret_file = (set) (environment FETTLE_WEBHOOK_SECRET)",
                        "forge.private_key_file = (not set) (default)");
        assertThat(effective.toString()).doesNotContain("ghp_fromTheFile").doesNotContain("from-the-environment");
    }

    @Test
    void allMistakesAreSaidAtOnceEachWithItsLineAndWhatToWrite() throws Exception {
        secretFile("empty", "");
        Files.writeString(folder.resolve("open"), "secret");
        Files.setPosixFilePermissions(folder.resolve("open"), PosixFilePermissions.fromString("rw-r--r--"));
        environment.put("IMPROVEMENT_MAX_RISK_LEVEL", "seven");
        environment.put("IMPROVEMENT_SCAN_INTERVAL", "5");
        environment.put("SELF_IMPROVEMENT_ENABLED", "yes");

        SettingsException mistakes = catchThrowableOfType(SettingsException.class, () -> load("""
                        {
                          "data_dri": "x",
                          "server": {
                            "port": 99999,
                            "base_url": "ftp://host"
                          },
                          "forge": {
                            "kind": "gitlab",
                            "token": "ghp_x",
                            "private_key_file": "missing",
                            "token_file": "empty",
                            "webhook_secret_file": "open"
                          },
                          "sandbox": {"mode": "none"},
                          "self_improvement": {
                            "max_risk": 3,
                            "enabeld": true,
                            "require_manual_review": "no",
                            "require_manual_review": false,
                            "sources": {"exception": true},
                            "quality_gates": {"test_coverage": 80},
                            "trigger_label": "same",
                            "approval_label": "same",
                            "test_coverage": 0.5
                          }
                        }
                        """));

        assertThat(mistakes.getMessage().replace(folder.toString(), "DIR")).isEqualTo("""
                        DIR/fettle.json:2: 'data_dri' is not a key that Fettle knows; did you mean 'data_dir'?
                        DIR/fettle.json:4: 'server.port' must be from 0 to 65535, not 99999
                        DIR/fettle.json:5: 'server.base_url' must be an address such as https://host or https://host:8443/path, not 'ftp://host'
                        DIR/fettle.json:8: 'forge.kind' must be one of local, github, token, not 'gitlab'
                        DIR/fettle.json:9: 'forge.token' must not stand in this file; write it to a file of its own and name that in 'forge.token_file'
                        DIR/fettle.json:10: DIR/missing does not exist
                        DIR/fettle.json:11: DIR/empty is empty
                        DIR/fettle.json:12: DIR/open can be read by every user of this machine; run: chmod 600 DIR/open
                        DIR/fettle.json:14: 'sandbox.repositories' is missing: the repositories whose code may run on this machine without a sandbox
                        DIR/fettle.json:16: 'self_improvement.max_risk' is not a key that Fettle knows; did you mean 'self_improvement.max_risk_level'?
                        DIR/fettle.json:17: 'self_improvement.enabeld' is not a key that Fettle knows; did you mean 'self_improvement.enabled'?
                        DIR/fettle.json:18: 'self_improvement.require_manual_review' must be true or false, not 'no'
                        DIR/fettle.json:19: 'require_manual_review' stands here a second time (first on line 18)
                        DIR/fettle.json:20: 'self_improvement.sources.exception' is not a key that Fettle knows; did you mean 'self_improvement.sources.exceptions'?
                        DIR/fettle.json:21: 'self_improvement.quality_gates.test_coverage' must be from 0.0 to 1.0, not 80
                        DIR/fettle.json:23: 'self_improvement.approval_label' must differ from 'self_improvement.trigger_label'
                        DIR/fettle.json:24: 'self_improvement.test_coverage' is not a key that Fettle knows; did you mean 'self_improvement.quality_gates.test_coverage'?
                        IMPROVEMENT_MAX_RISK_LEVEL: must be a whole number from 1 to 10, not 'seven'
                        IMPROVEMENT_SCAN_INTERVAL: must be from 60 to 2592000, not 5; it counts in seconds
                        SELF_IMPROVEMENT_ENABLED: must be true or false, not 'yes'""".stripIndent());
        assertThat(mistakes.getMessage()).doesNotContain("ghp_x");
    }

    @Test
    void aServerWithoutAppsIsLookedAtAlthoughItHasWebhooks() throws Exception {
        secretFile("token", "ghp_fromTheFile\n");
        ServerSettings token = load("""
                {"forge": {"kind": "token", "api_url": "https://git.example.org/api/v3", "token_file": "token"}}
                """).settings();
        ServerSettings local = SettingsLoader.load(null, folder, environment).settings();

        assertThat(token.looksEvery(true)).hasValue(Duration.ofMinutes(1));
        assertThat(local.looksEvery(true)).isEmpty();
        assertThat(local.looksEvery(false)).hasValue(Duration.ofMinutes(1));
    }

    @Test
    void whatAForgeNeedsIsAskedFor() {
        assertThatThrownBy(() -> load("{\"forge\": {\n\"kind\": \"github\"}}"))
                .hasMessageContaining("fettle.json:2: 'forge.app_id' is missing")
                .hasMessageContaining("'forge.private_key_file' is missing: the App's key as GitHub gave it");
        assertThatThrownBy(() -> load("{\"forge\": {\"kind\": \"token\"}}"))
                .hasMessageContaining("'forge.token_file' is missing");
    }

    @Test
    void aSharedDatabaseIsNamedWithoutItsPassword() throws Exception {
        secretFile("db.password", "hush");
        EffectiveSettings effective = load("""
                {"store": {"url": "jdbc:postgresql://db.internal/fettle", "user": "fettle",
                           "password_file": "db.password", "key_file": "shared.key"},
                 "forge": {"folder": "forge"}, "workers": {"cycles": 0, "lease_seconds": 5}}
                """);

        assertThat(effective.settings().store().url()).isEqualTo("jdbc:postgresql://db.internal/fettle");
        assertThat(effective.settings().store().password()).isPresent();
        assertThat(effective.settings().store().keyFile()).contains(folder.resolve("shared.key"));
        assertThat(effective.settings().workers().lease()).isEqualTo(Duration.ofSeconds(5));
        assertThat(explained(effective)).noneMatch(line -> line.contains("hush"));

        assertThatThrownBy(() -> load("{\"store\": {\n\"url\": \"jdbc:postgresql://db/fettle?password=hush\"}}"))
                .hasMessageContaining("fettle.json:2: 'store.url' must not hold a password")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> load("{\"store\": {\n\"password\": \"hush\"}}"))
                .hasMessageContaining("fettle.json:2: 'store.password' must not stand in this file");
    }

    @Test
    void whatOneProcessCannotDoAloneIsRefused() {
        assertThatThrownBy(() -> load("{\"workers\": {\"cycles\": 0}}"))
                .hasMessageContaining("without 'store.url' no other process can do the cycles");
        assertThatThrownBy(() -> load("{\"store\": {\"url\": \"jdbc:postgresql://db/fettle\"}}"))
                .hasMessageContaining("'forge.folder' is missing");
    }

    @Test
    void aFileThatIsNoJsonIsSaidWithItsLine() {
        assertThatThrownBy(() -> load("{\n\"server\": {\n\"port\" 80}}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("fettle.json:3: cannot be read: ");
        assertThatThrownBy(() -> load("[]")).hasMessageContaining("must hold named values, not a list");
        assertThatThrownBy(() -> SettingsLoader.load(folder.resolve("nowhere.json"), folder, environment))
                .hasMessageContaining("nowhere.json: does not exist; 'fettle setup' writes it");
    }

    private EffectiveSettings load(String json) throws IOException {
        Path file = folder.resolve("fettle.json");
        Files.writeString(file, json);
        return SettingsLoader.load(file, folder, environment);
    }

    private void secretFile(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
    }

    private static List<String> explained(EffectiveSettings effective) {
        return effective.explained().stream()
                .map(one -> one.key() + " = " + one.value() + " (" + one.source() + ")")
                .collect(Collectors.toList());
    }
}
