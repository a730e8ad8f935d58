package dev.fettle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fettle.app.config.EffectiveSettings.Explained;
import dev.fettle.app.config.SettingsLoader;
import dev.fettle.app.doctor.Diagnosis;
import dev.fettle.app.doctor.StoreVoice;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.Secret;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.insight.StatusCounts;
import dev.fettle.store.Stores;
import dev.fettle.store.folder.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What a bug report needs, in one zip: the doctor's findings, the version, the settings in force, counts, and the last lines of a log. Bodies, keys and texts of tickets are not asked for; secrets are taken
 * out by their value and by their look, and every name that Fettle knows of is replaced by what it is.
 */
final class SupportBundle {
    private static final int LOG_LINES = 500;
    private static final int LONGEST_LINE = 4_000;
    /** Of the settings, a number, a switch or one of a few words is shown as it is; whatever a person wrote freely is not. */
    private static final Pattern PLAIN = Pattern.compile("true|false|-?[0-9.]+|\\(set\\)|\\(not set\\)|\\[]|");

    private static final Set<String> WORDS = Set.of("forge.kind", "sandbox.mode", "self_improvement.mode");

    private final SettingsLoader.Examined examined;
    private final StoreVoice store;
    private final PrivateNames names;
    private final Redactor redactor;

    SupportBundle(SettingsLoader.Examined examined, StoreVoice store, Map<String, String> environment) {
        this.examined = examined;
        this.store = store;
        ServerSettings settings = examined.effective().settings();
        List<Secret> secrets = secrets(settings);
        this.redactor = new PatternRedactor(SecretShapes.bundled().knowing(() -> secrets), () -> secrets);
        this.names = PrivateNames.of(examined.effective(), store.stores(), environment);
    }

    /** Writes it to a file that must not exist yet, readable for its owner alone. */
    void write(Path file, Diagnosis diagnosis, Optional<Path> log) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            PrivateFiles.file(file);
            entry(zip, "doctor.json", cleaned(diagnosis.json()));
            entry(zip, "version.txt", version());
            entry(zip, "settings.json", settings());
            entry(zip, "counts.json", counts());
            if (log.isPresent()) {
                entry(zip, "log.txt", clean(lastLines(log.get())));
            }
        }
    }

    private static String version() {
        return "fettle " + Version.current() + "\nJava " + Runtime.version() + " " + System.getProperty("java.vm.name")
                + "\n" + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "\n"
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB heap at most\n";
    }

    private String settings() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("mistakes", examined.mistakes().size());
        for (Explained each : examined.effective().explained()) {
            boolean shown =
                    WORDS.contains(each.key()) || PLAIN.matcher(each.value()).matches();
            json.putObject(each.key())
                    .put("value", shown ? each.value() : "(left out)")
                    .put("from", each.source().replaceFirst("[ :].*", ""));
        }
        return cleaned(json);
    }

    private String counts() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        Optional<Stores> open = store.stores();
        if (open.isEmpty()) {
            json.put("database", store.trouble());
            return cleaned(json);
        }
        Stores stores = open.get();
        json.put(
                "schema",
                Stores.look(OpenStores.place(examined.effective().settings())).schema());
        ObjectNode tickets = json.putObject("tickets");
        StatusCounts.of(stores.tally(), TicketFilter.ALL)
                .byStatus()
                .forEach((status, count) -> tickets.put(status.name().toLowerCase(Locale.ROOT), count));
        ObjectNode queued = json.putObject("queued");
        new TreeMap<>(stores.queued()).forEach(queued::put);
        json.put("given_up", stores.parked().list().size());
        json.put("repositories", stores.installations().repositories().size());
        json.put("intake_keys", stores.intakeKeys().all().size());
        return cleaned(json);
    }

    private static String lastLines(Path log) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                last.addLast(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
                if (last.size() > LOG_LINES) {
                    last.removeFirst();
                }
            });
        }
        return new String(String.join("\n", last).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8) + "\n";
    }

    /** Secrets first: a name inside one must not break what it is recognised by. */
    private String clean(String text) {
        return names.hidden(redactor.redact(text));
    }

    /** Of JSON each text, so that the names of its fields stay what they are. */
    private String cleaned(ObjectNode json) {
        return cleanedNode(json).toPrettyString() + "\n";
    }

    private JsonNode cleanedNode(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(clean(node.asText()));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(cleanedNode(each.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, cleanedNode(array.get(i)));
            }
        }
        return node;
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static List<Secret> secrets(ServerSettings settings) {
        ForgeAccess forge = settings.forge();
        return Stream.of(
                        forge.privateKey(),
                        forge.token(),
                        forge.webhookSecret(),
                        forge.previousWebhookSecret(),
                        settings.signIn().clientSecret(),
                        settings.store().password())
                .flatMap(Optional::stream)
                .toList();
    }
}
