package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent away with a bug report tells how Fettle stands, and neither a secret nor whose it is. */
class SupportBundleTest {
    /** Each is somewhere in the set-up, and must be nowhere in the bundle. */
    private static final List<String> CANARIES = List.of(
            "canary-webhook-4711-secret",
            "canary-body-of-a-delivery",
            "canary-owner",
            "canary-private-repo",
            "canary-host.example",
            "canary.person@example.org",
            "canary-watched",
            "canary-mirror.example",
            "canary-proxy.example",
            "canary-word",
            "ghp_cAnArYcAnArYcAnArYcAnArYcAnArY0123");

    @TempDir
    private Path folder;

    @Test
    void noSecretAndNoNameLeaves() throws Exception {
        Map<String, String> entries;
        try (DoctorWorld world = canaries()) {
            Path log = Files.writeString(
                    folder.resolve("fettle.log"),
                    String.join(
                                    "\n",
                                    "2026-11-26 WARN canary-owner/canary-private-repo: the push was refused",
                                    "INFO Authorization: token ghp_cAnArYcAnArYcAnArYcAnArYcAnArY0123",
                                    "INFO the secret canary-webhook-4711-secret is 26 long",
                                    "INFO asked https://canary-host.example/api/v3/app",
                                    "INFO https://canary-mirror.example/maven does not answer: canary-mirror.example: not known",
                                    "INFO HTTPS_PROXY leads to canary-proxy.example:3128",
                                    "INFO mail of canary.person@example.org",
                                    "ERROR the work was given up")
                            + "\n");
            Path bundle = folder.resolve("support.zip");
            try (DoctorChecks checks = world.checks()) {
                new SupportBundle(world.examined(), checks.store(), world.environment)
                        .write(bundle, checks.doctor().look(world.looked, name -> {}), Optional.of(log));
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                    .isEqualTo("rw-------");
            entries = entries(bundle);
        }
        assertThat(entries).containsOnlyKeys("counts.json", "doctor.json", "log.txt", "settings.json", "version.txt");
        String whole = String.join("\n", entries.values());
        CANARIES.forEach(canary -> assertThat(whole).doesNotContainIgnoringCase(canary));
        assertThat(whole).doesNotContain(folder.toString()).doesNotContain("BEGIN PRIVATE KEY");
        assertThat(entries.get("log.txt")).contains("the push was refused").contains("ERROR the work was given up");
        assertThat(entries.get("counts.json")).contains("\"schema\"").contains("\"intake_keys\" : 1");
        assertThat(entries.get("settings.json"))
                .contains("\"forge.kind\"")
                .contains("\"value\" : \"github\"")
                .contains("\"value\" : \"(set)\"");
        assertThat(entries.get("doctor.json")).contains("\"check\" : \"database\"");
        assertThat(entries.get("version.txt")).contains("fettle ").contains("Java ");
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws Exception {
        try (DoctorWorld world = new DoctorWorld(folder);
                DoctorChecks checks = world.checks()) {
            Path there = Files.writeString(folder.resolve("mine.zip"), "mine");
            SupportBundle bundle = new SupportBundle(world.examined(), checks.store(), world.environment);
            assertThatThrownBy(
                            () -> bundle.write(there, checks.doctor().look(world.looked, name -> {}), Optional.empty()))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThat(there).hasContent("mine");
        }
    }

    private DoctorWorld canaries() throws IOException {
        DoctorWorld world = new DoctorWorld(folder);
        DoctorWorld.secret(folder.resolve("webhook.secret"), "canary-webhook-4711-secret");
        world.forgeSettings()
                .put("api_url", "https://canary-host.example/api/v3")
                .put("proxy", "http://127.0.0.1:1")
                .putArray("repositories")
                .add("canary-owner/canary-watched");
        world.settings.withObject("/server").put("base_url", "https://canary-host.example");
        world.environment.put("HTTPS_PROXY", "http://ann:canary-word@canary-proxy.example:3128");
        try (Stores stores = Stores.open(world.data, InstantSource.system(), text -> text)) {
            byte[] body = "{\"text\":\"canary-body-of-a-delivery\"}".getBytes(StandardCharsets.UTF_8);
            stores.deliveries().accept(new Delivery("guid-canary", "github", "issues", body, Instant.now()));
            stores.intakeKeys().add(RepositoryRef.parse("canary-owner/canary-private-repo"), IntakeSource.SENTRY);
        }
        return world;
    }

    private static Map<String, String> entries(Path bundle) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
