package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.app.config.SettingsLoader;
import dev.fettle.app.doctor.Diagnosis;
import dev.fettle.app.doctor.DiskCheck;
import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.intake.Delivery;
import dev.fettle.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set-up in which all is well: a forge that knows the App, its key, a webhook that works, a database that had a delivery. Each story breaks one thing. */
final class DoctorWorld implements AutoCloseable {
    /** What takes long or leaves the machine is looked at where a story is about it. */
    static final Set<String> QUICK = Set.of(
            "configuration",
            "forge",
            "clock",
            "key",
            "permissions",
            "events",
            "webhook",
            "deliveries",
            "sources",
            "database",
            "queue",
            "pages",
            "disk",
            "git",
            "tools",
            "engines");

    final Path folder;
    final AppServer forge = new AppServer();
    final ObjectNode settings = new ObjectMapper().createObjectNode();
    final Map<String, String> environment = new HashMap<>();
    final Path key;
    final Path data;
    InstantSource clock = InstantSource.system();
    DiskCheck.Room room = path -> 50L << 30;
    Set<String> looked = QUICK;

    DoctorWorld(Path folder) throws IOException {
        this.folder = folder;
        this.key = folder.resolve("app.pem");
        this.data = folder.resolve("data");
        environment.put("FETTLE_HOME", folder.resolve("home").toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", System.getProperty("user.home"));
        secret(key, forge.pem());
        secret(folder.resolve("webhook.secret"), "the-secret-of-the-webhook");
        secret(folder.resolve("client.secret"), "the-secret-of-the-client");
        settings.put("data_dir", "data");
        settings.putObject("server").put("base_url", "https://fettle.acme.example");
        settings.putObject("forge")
                .put("kind", "github")
                .put("api_url", forge.api())
                .put("app_id", AppServer.APP)
                .put("private_key_file", "app.pem")
                .put("webhook_secret_file", "webhook.secret")
                .put("client_id", "Iv1.client")
                .put("client_secret_file", "client.secret");
        try (Stores stores = Stores.open(data, InstantSource.system(), text -> text)) {
            accept(stores, "workflow_run");
            accept(stores, "issues");
        }
    }

    private static void accept(Stores stores, String event) {
        byte[] body = ("{\"of\":\"" + event + "\"}").getBytes(StandardCharsets.UTF_8);
        stores.deliveries().accept(new Delivery("guid-" + event, "github", event, body, Instant.now()));
    }

    ObjectNode forgeSettings() {
        return (ObjectNode) settings.path("forge");
    }

    static void secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** As {@code fettle doctor} does it. */
    Diagnosis diagnosis() throws Exception {
        try (DoctorChecks checks = checks()) {
            return checks.doctor().look(looked, name -> {});
        }
    }

    DoctorChecks checks() throws IOException {
        return new DoctorChecks(where(), examined());
    }

    SettingsLoader.Examined examined() throws IOException {
        Path file = folder.resolve("fettle.json");
        Files.writeString(file, settings.toPrettyString());
        return SettingsLoader.examine(file, folder, environment);
    }

    private DoctorChecks.Where where() {
        return new DoctorChecks.Where(
                environment,
                Optional.of(folder.resolve("fettle.json")),
                folder,
                List.of(),
                SandboxChoice.DEFAULT,
                false,
                room,
                clock);
    }

    @Override
    public void close() {
        forge.close();
    }
}
