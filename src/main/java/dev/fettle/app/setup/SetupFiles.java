package dev.fettle.app.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.app.config.SettingsLoader;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.SettingsException.Mistake;
import dev.fettle.store.folder.PrivateFiles;
import dev.fettle.web.SetupRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores an App: its key and secrets in files that only their owner can read, its number in the settings, of which everything else stays. */
public final class SetupFiles {
    private final Path config;
    private final Map<String, String> environment;
    private final boolean replace;

    /**
     * @param config the settings' file, which need not be there
     * @param replace whether another App may be there already
     */
    public SetupFiles(Path config, Map<String, String> environment, boolean replace) {
        this.config = config.toAbsolutePath();
        this.environment = Map.copyOf(environment);
        this.replace = replace;
    }

    /** The settings' file. */
    public Path config() {
        return config;
    }

    /** Refuses where what is going to be stored would not count, or something would be lost: before anybody makes an App for nothing. */
    public void check() {
        for (String variable : List.of("FETTLE_PRIVATE_KEY", "FETTLE_WEBHOOK_SECRET")) {
            if (!environment.getOrDefault(variable, "").isBlank()) {
                throw new SetupRefusedException(
                        variable + " is set in the environment and goes before what set-up stores: unset it first.");
            }
        }
        JsonNode id = read().path("forge").path("app_id");
        if (id.asLong() > 0 && !replace) {
            throw new SetupRefusedException("There is an App already: " + id.asLong() + " in " + config
                    + ". 'fettle doctor' says how it stands; --replace puts another in its place.");
        }
    }

    /** Stores it all. The settings change last and at once, so that a crash leaves the old ones in force. */
    public void store(NewApp app) {
        check();
        try {
            Path folder = folder();
            // Open as folders are here: it may be FETTLE_HOME, through which sandboxes reach their dependencies.
            Files.createDirectories(folder);
            String key = "app-" + app.id() + ".pem";
            String hook = "app-" + app.id() + ".webhook-secret";
            ObjectNode root = read();
            change(root, app, key, hook);
            PrivateFiles.secret(folder.resolve(key), app.privateKey());
            if (app.webhookSecret().isPresent()) {
                PrivateFiles.secret(folder.resolve(hook), app.webhookSecret().get());
            }
            if (app.clientSecret().isPresent()) {
                Secret secret = app.clientSecret().get();
                PrivateFiles.secret(folder.resolve(clientSecretFile(app)), secret);
            }
            byte[] content = (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
            holds(folder, content);
            PrivateFiles.replace(config, content);
        } catch (IOException e) {
            throw new SetupRefusedException(
                    "The App could not be stored: " + e
                            + ". Make room or give the folder to Fettle's user, and begin again; an App that was made just now is of no use then, delete it on the forge.");
        }
    }

    private static void change(ObjectNode root, NewApp app, String key, String hook) {
        ObjectNode forge = root.withObject("/forge");
        forge.put("kind", "github");
        if (app.forge().equals(ForgeAddress.GITHUB)) {
            forge.remove("api_url");
        } else {
            forge.put("api_url", app.forge().api());
        }
        forge.put("app_id", app.id());
        forge.put("private_key_file", key);
        forge.remove(List.of(
                "token_file",
                "webhook_secret_file",
                "previous_webhook_secret_file",
                "client_id",
                "client_secret_file"));
        if (app.webhookSecret().isPresent()) {
            forge.put("webhook_secret_file", hook);
        }
        if (!app.reached().isEmpty()) {
            root.withObject("/server").put("base_url", app.reached());
            // Who can be reached from outside shows its pages to those only who sign in.
            if (app.clientSecret().isPresent() && !app.clientId().isEmpty()) {
                forge.put("client_id", app.clientId()).put("client_secret_file", clientSecretFile(app));
            }
        }
    }

    private static String clientSecretFile(NewApp app) {
        return "app-" + app.id() + ".client-secret";
    }

    /** Reads what is going to be the settings, as the server will. */
    private void holds(Path folder, byte[] content) throws IOException {
        Path trial = folder.resolve(config.getFileName() + ".trial");
        PrivateFiles.replace(trial, content);
        try {
            List<Mistake> mistakes =
                    SettingsLoader.examine(trial, folder, environment).mistakes();
            if (!mistakes.isEmpty()) {
                throw new SetupRefusedException(
                        "The App is made and its key is stored, but the settings have mistakes, so they stay as they were: "
                                + mistakes.stream().map(Mistake::message).collect(Collectors.joining("; "))
                                + ". Correct " + config + " and then run 'fettle setup' with --app-id and --key.");
            }
        } finally {
            Files.delete(trial);
        }
    }

    private ObjectNode read() {
        ObjectMapper json = new ObjectMapper();
        if (!Files.exists(config)) {
            return json.createObjectNode();
        }
        try {
            JsonNode root = json.readTree(Files.readAllBytes(config));
            if (root instanceof ObjectNode object
                    && Stream.of("forge", "server")
                            .allMatch(name -> object.path(name).isMissingNode()
                                    || object.path(name).isObject())) {
                return object;
            }
            throw new SetupRefusedException(
                    config + " holds no settings: correct it first; 'fettle doctor' says where.");
        } catch (JsonProcessingException e) {
            throw new SetupRefusedException(config + " is no JSON (line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + "): correct it first.");
        } catch (IOException e) {
            throw new SetupRefusedException(config + " cannot be read: " + e);
        }
    }

    private Path folder() {
        Path parent = config.getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
