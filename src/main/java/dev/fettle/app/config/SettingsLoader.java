package dev.fettle.app.config;

import dev.fettle.app.config.EffectiveSettings.Explained;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.base.settings.ServerSettings.Http;
import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.base.settings.ServerSettings.SignIn;
import dev.fettle.base.settings.ServerSettings.Store;
import dev.fettle.base.settings.ServerSettings.Workers;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.base.settings.SettingsException.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the server's settings: environment over file over default. */
public final class SettingsLoader {
    private static final Pattern SLUG =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final ValueType<String> SLUG_OR_NONE =
            ValueType.matching(Pattern.compile("|" + SLUG.pattern()), "must be owner/name");
    private static final ValueType<List<String>> SLUGS =
            ValueType.list(ValueType.matching(SLUG, "must be owner/name"), 1_000);
    /** Without a user or a password, which whatever shows the settings would show. */
    private static final Pattern ENDPOINT = Pattern.compile("|https?://[A-Za-z0-9.:_\\[\\]-]+(/[^\\s@?#]*)?");

    private static final Pattern FILE_OR_NONE = Pattern.compile("[^\\x00-\\x1f]*");
    static final ValueType<String> FILE = ValueType.matching(FILE_OR_NONE, "must be the name of a file");
    private static final ValueType<String> IMAGE = ValueType.matching(
            Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._/:@-]{0,254}"), "must be the name of an image, such as debian:12");
    private static final List<String> SECRET_KEYS = List.of(
            "forge.private_key",
            "forge.token",
            "forge.webhook_secret",
            "forge.previous_webhook_secret",
            "forge.client_secret",
            "store.password");

    private final String source;
    private final Path folder;
    private final Map<String, String> environment;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Explained> explained = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Values values;

    private SettingsLoader(String source, Path folder, byte[] content, Map<String, String> environment) {
        this.source = source;
        this.folder = folder;
        this.environment = environment;
        ConfigNode root = content.length == 0
                ? null
                : new ConfigTree(source, mistakes).json(content).orElse(null);
        this.values = new Values(source, mistakes, root);
    }

    /**
     * Reads the settings.
     *
     * @param file the JSON file, null for none
     * @param folder where relative names start when there is no file; else they start beside the file
     * @throws SettingsException with every mistake at once, each with its place and what to write instead
     */
    public static EffectiveSettings load(@Nullable Path file, Path folder, Map<String, String> environment) {
        Examined examined = examine(file, folder, environment);
        if (!examined.mistakes().isEmpty()) {
            throw new SettingsException(examined.mistakes());
        }
        return examined.effective();
    }

    /**
     * What could be read, and what could not.
     *
     * @param effective with its default in the place of each value that is wrong or missing
     * @param mistakes all of them, sorted by place
     */
    public record Examined(EffectiveSettings effective, List<Mistake> mistakes) {
        public Examined {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** As {@link #load}, for who wants to say what is wrong and go on looking: mistakes are told, not thrown. */
    public static Examined examine(@Nullable Path file, Path folder, Map<String, String> environment) {
        if (file == null) {
            return new SettingsLoader("fettle.json", folder, new byte[0], environment).examined();
        }
        Path parent = file.toAbsolutePath().getParent();
        byte[] content = new byte[0];
        String trouble = "";
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            trouble = "does not exist; 'fettle setup' writes it";
        } catch (IOException e) {
            trouble = "cannot be read: " + e.getMessage();
        }
        SettingsLoader loader =
                new SettingsLoader(file.toString(), parent == null ? folder : parent, content, environment);
        if (!trouble.isEmpty()) {
            loader.mistakes.add(new Mistake(file.toString(), 0, trouble));
        }
        return loader.examined();
    }

    /** Every key with its default and, in place of its source, the environment variable that goes before the file, "" for none. */
    public static List<Explained> documented() {
        SettingsLoader loader = new SettingsLoader("fettle.json", Path.of(""), new byte[0], Map.of());
        return loader.examined().effective().explained().stream()
                .map(row -> new Explained(row.key(), row.value(), loader.variables.getOrDefault(row.key(), "")))
                .toList();
    }

    /** By file, then by line. */
    static List<Mistake> sorted(List<Mistake> mistakes) {
        return mistakes.stream()
                .sorted(Comparator.comparing(Mistake::source).thenComparingInt(Mistake::line))
                .toList();
    }

    private Examined examined() {
        Path dataDir =
                folder.resolve(get(new Key<>("data_dir", ValueType.text(1_000), "fettle-data", "FETTLE_DATA_DIR")));
        Http http = new Http(
                get(new Key<>("server.host", ValueType.text(255), "127.0.0.1", "FETTLE_SERVER_HOST")),
                get(new Key<>("server.port", ValueType.whole(0, 65_535), 8080, "FETTLE_SERVER_PORT")),
                get(new Key<>("server.base_url", ValueType.address(), "", "FETTLE_SERVER_BASE_URL")));
        ForgeAccess forge = forge();
        String localForge = get(new Key<>("forge.folder", FILE, ""));
        List<RepositoryRef> watched = get(new Key<>("forge.repositories", SLUGS, List.of())).stream()
                .map(RepositoryRef::parse)
                .toList();
        Duration pollInterval =
                Duration.ofSeconds(get(new Key<>("forge.poll_seconds", ValueType.whole(30, 86_400), 60)));
        Onboarding onboarding = get(new Key<>("forge.onboarding", ValueType.oneOf(Onboarding.class), Onboarding.OFF));
        Duration silence = Duration.ofHours(get(new Key<>("forge.silence_hours", ValueType.whole(1, 720), 24)));
        SandboxChoice sandbox = new SandboxChoice(
                get(new Key<>("sandbox.mode", ValueType.oneOf(SandboxChoice.Mode.class), SandboxChoice.Mode.AUTO)),
                get(new Key<>("sandbox.repositories", SLUGS, List.of())),
                get(new Key<>("sandbox.image", IMAGE, SandboxChoice.IMAGE)));
        IntakeLimits intake = intake();
        Optional<RepositoryRef> ownRepository = Optional.of(get(new Key<>("intake.own_repository", SLUG_OR_NONE, "")))
                .filter(slug -> !slug.isEmpty())
                .map(RepositoryRef::parse);
        Reading reading = new Reading() {
            @Override
            public <T> T get(Key<T> key) {
                return SettingsLoader.this.get(key);
            }
        };
        SignIn signIn = SignInKeys.read(reading, () -> secret("forge", "client_secret", "FETTLE_CLIENT_SECRET"));
        Store store = StoreKeys.store(reading, () -> secret("store", "password", "FETTLE_STORE_PASSWORD"), folder);
        Workers workers = StoreKeys.workers(reading);
        String otlpEndpoint = get(new Key<>(
                "telemetry.otlp_endpoint",
                ValueType.matching(ENDPOINT, "must be http://host:port or https://host:port"),
                "",
                "OTEL_EXPORTER_OTLP_ENDPOINT"));
        Duration scanInterval = scanInterval();
        RepositorySettings repositories = LoopKeys.read("self_improvement.", RepositorySettings.DEFAULT, reading);
        check(forge, sandbox, repositories);
        String lacking = SignInKeys.lacking(signIn, forge, http);
        if (!lacking.isEmpty()) {
            values.mistake(values.line("forge.client_id"), lacking);
        }
        check(store, workers, forge.kind() == ForgeAccess.Kind.LOCAL && localForge.isEmpty());
        refuseSecrets();
        values.refuseTheRest();
        EffectiveSettings effective = new EffectiveSettings(
                new ServerSettings(
                        dataDir,
                        store,
                        http,
                        forge,
                        signIn,
                        localForge.isEmpty() ? dataDir.resolve("forge") : folder.resolve(localForge),
                        sandbox,
                        workers,
                        scanInterval,
                        pollInterval,
                        watched,
                        intake,
                        ownRepository,
                        silence,
                        onboarding,
                        otlpEndpoint,
                        repositories),
                explained);
        return new Examined(effective, sorted(mistakes));
    }

    private IntakeLimits intake() {
        IntakeLimits usual = IntakeLimits.DEFAULT;
        IntakeLimits intake = new IntakeLimits(
                intake("requests_per_second", 1, 100_000, usual.requestsPerSecond()),
                intake("burst_seconds", 1, 600, usual.burstSeconds()),
                intake("requests_in_line", 16, 10_000, usual.requestsInLine()),
                intake("report_kb", 16, 1_024, usual.reportKb()),
                intake("batch_kb", 16, 4_096, usual.batchKb()),
                intake("unpacked_kb", 16, 16_384, usual.unpackedKb()),
                intake("failures_waiting", 1, 100_000, usual.failuresWaiting()),
                intake("new_tickets_per_day", 0, 10_000, usual.newTicketsPerDay()));
        if (intake.unpackedKb() < intake.batchKb()) {
            values.mistake(
                    values.line("intake.unpacked_kb"),
                    "'intake.unpacked_kb' must not be below 'intake.batch_kb', which is " + intake.batchKb());
        }
        return intake;
    }

    private int intake(String name, int least, int most, int usual) {
        return get(new Key<>("intake." + name, ValueType.whole(least, most), usual));
    }

    private ForgeAccess forge() {
        ForgeAccess.Kind kind =
                get(new Key<>("forge.kind", ValueType.oneOf(ForgeAccess.Kind.class), ForgeAccess.Kind.LOCAL));
        String apiUrl = get(new Key<>("forge.api_url", ValueType.address(), "https://api.github.com"));
        long appId = get(new Key<>("forge.app_id", ValueType.whole(0, Integer.MAX_VALUE), 0));
        Optional<Secret> privateKey = secret("forge", "private_key", "FETTLE_PRIVATE_KEY");
        Optional<Secret> token = secret("forge", "token", "FETTLE_TOKEN");
        Optional<Secret> webhookSecret = secret("forge", "webhook_secret", "FETTLE_WEBHOOK_SECRET");
        Optional<Secret> previous = secret("forge", "previous_webhook_secret", "FETTLE_PREVIOUS_WEBHOOK_SECRET");
        Key<String> bundle = new Key<>("forge.ca_bundle", FILE, "", "FETTLE_CA_BUNDLE");
        String caBundle = get(bundle);
        if (!caBundle.isEmpty() && !Files.isReadable(folder.resolve(caBundle))) {
            values.mistake(values.line(bundle.path()), folder.resolve(caBundle) + " does not exist or cannot be read");
        }
        return new ForgeAccess(
                kind,
                apiUrl,
                appId,
                privateKey,
                token,
                webhookSecret,
                previous,
                caBundle.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(caBundle)),
                get(new Key<>("forge.proxy", ValueType.address(), "")));
    }

    private Optional<Secret> secret(String section, String name, String variable) {
        String path = section + "." + name + "_file";
        String file = values.get(new Key<>(path, FILE, "")).value();
        Secrets.Loaded loaded =
                new Secrets(environment, folder, mistakes).load(variable, file, source, values.line(path));
        variables.put(path, variable);
        explained.add(new Explained(path, loaded.secret().isPresent() ? "(set)" : "(not set)", loaded.source()));
        return loaded.secret();
    }

    /** The file counts in hours, the environment in seconds, as the mission has it. */
    private Duration scanInterval() {
        String path = "self_improvement.scan_interval_hours";
        String variable = "IMPROVEMENT_SCAN_INTERVAL";
        variables.put(path, variable);
        Values.Value<Double> hours = values.get(new Key<>(path, ValueType.fraction(0.02, 720), 1.0));
        String seconds = environment.getOrDefault(variable, "").strip();
        if (seconds.isEmpty()) {
            explained.add(new Explained(path, plain(hours.value()), hours.source()));
            return Duration.ofSeconds(Math.round(hours.value() * 3_600));
        }
        try {
            int value = ValueType.whole(60, 2_592_000).read(EnvironmentText.node(seconds));
            explained.add(new Explained(path, plain(value / 3_600.0), "environment " + variable));
            return Duration.ofSeconds(value);
        } catch (ValueType.NotThis e) {
            mistakes.add(new Mistake(variable, 0, e.insteadOf(seconds + "; it counts in seconds")));
            return Duration.ofHours(1);
        }
    }

    private void check(ForgeAccess forge, SandboxChoice sandbox, RepositorySettings repositories) {
        if (forge.kind() == ForgeAccess.Kind.GITHUB) {
            require("forge.app_id", forge.appId() > 0, "the App's number, from its page on GitHub");
            require(
                    "forge.private_key_file",
                    forge.privateKey().isPresent(),
                    "the App's key as GitHub gave it (or set FETTLE_PRIVATE_KEY)");
        }
        if (forge.kind() == ForgeAccess.Kind.TOKEN) {
            require(
                    "forge.token_file",
                    forge.token().isPresent(),
                    "a file with the bot account's token (or set FETTLE_TOKEN)");
        }
        if (sandbox.mode() == SandboxChoice.Mode.NONE) {
            require(
                    "sandbox.repositories",
                    !sandbox.repositories().isEmpty(),
                    "the repositories whose code may run on this machine without a sandbox");
        }
        if (repositories.triggerLabel().equals(repositories.approvalLabel())) {
            values.mistake(
                    values.line("self_improvement.approval_label"),
                    "'self_improvement.approval_label' must differ from 'self_improvement.trigger_label'");
        }
    }

    private void check(Store store, Workers workers, boolean ownForge) {
        if (StoreKeys.holdsPassword(store)) {
            values.mistake(
                    values.line("store.url"),
                    "'store.url' must not hold a password; write it to a file of its own and name that in 'store.password_file'");
        }
        if (store.url().isEmpty() && workers.cycles() == 0) {
            values.mistake(
                    values.line("workers.cycles"),
                    "'workers.cycles' is 0, and without 'store.url' no other process can do the cycles");
        }
        if (!store.url().isEmpty() && ownForge) {
            values.mistake(
                    values.line("store.url"),
                    "'forge.folder' is missing: processes that share a database share the local forge, too; name its folder in each");
        }
    }

    private void require(String path, boolean there, String what) {
        // What is written but wrong has been said already.
        if (!there && values.line(path) == 0) {
            String section = path.substring(0, path.indexOf('.'));
            values.mistake(
                    values.line(section + (section.equals("forge") ? ".kind" : ".mode")),
                    "'" + path + "' is missing: " + what);
        }
    }

    private void refuseSecrets() {
        for (String path : SECRET_KEYS) {
            if (values.line(path) > 0) {
                values.drop(path);
                values.mistake(
                        values.line(path),
                        "'" + path + "' must not stand in this file; write it to a file of its own and name that in '"
                                + path + "_file'");
            }
        }
    }

    private <T> T get(Key<T> key) {
        variables.put(key.path(), key.environment());
        Values.Value<T> fromFile = values.get(key);
        String text = key.environment().isEmpty()
                ? ""
                : environment.getOrDefault(key.environment(), "").strip();
        if (text.isEmpty()) {
            explained.add(new Explained(key.path(), key.type().show(fromFile.value()), fromFile.source()));
            return fromFile.value();
        }
        try {
            T value = key.type().read(EnvironmentText.node(text));
            explained.add(new Explained(key.path(), key.type().show(value), "environment " + key.environment()));
            return value;
        } catch (ValueType.NotThis e) {
            mistakes.add(new Mistake(key.environment(), 0, e.insteadOf("'" + text + "'")));
            return fromFile.value();
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
