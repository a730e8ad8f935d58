package dev.fettle.forge.github;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The GitHub App that Fettle is: {@code app-manifest.yml}, as the jar holds it. */
public final class AppManifest {
    /** Where no inbound address exists GitHub still wants an address of a webhook, which is then never called. */
    private static final String NOWHERE = "https://fettle.invalid/webhooks/github";

    private final ObjectNode root;

    private AppManifest(ObjectNode root) {
        this.root = root;
    }

    /** As the build wrote it into the jar. */
    public static AppManifest bundled() {
        try (InputStream in = AppManifest.class.getResourceAsStream("app-manifest.yml")) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without app-manifest.yml");
            }
            return new AppManifest((ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Permissions with the level that is needed, by name. */
    public Map<String, String> permissions() {
        return new TreeMap<>(new ObjectMapper()
                .convertValue(root.path("default_permissions"), new TypeReference<Map<String, String>>() {}));
    }

    /** Events that must be delivered; those of the installation come always. */
    public Set<String> events() {
        Set<String> events = new TreeSet<>();
        root.path("default_events").forEach(event -> events.add(event.asText()));
        return events;
    }

    /**
     * What GitHub is asked to make, as JSON.
     *
     * @param name of the App, which is unique on the whole server
     * @param reached the address under which the forge reaches this server, "" where it does not
     * @param page the address under which the person's browser reaches it
     */
    public String request(String name, String reached, String page) {
        ObjectNode request = root.deepCopy();
        request.put("name", name);
        request.put("url", reached.isEmpty() ? "https://fettle.invalid" : reached);
        ObjectNode hook = request.putObject("hook_attributes");
        hook.put("url", reached.isEmpty() ? NOWHERE : reached + "/webhooks/github");
        hook.put("active", !reached.isEmpty());
        request.put("redirect_url", page + "/setup/created");
        // The forge sends people there after each installation, from wherever they are, for as long as the App lives.
        request.put("setup_url", (reached.isEmpty() ? page : reached) + "/setup/installed");
        if (!reached.isEmpty()) {
            request.putArray("callback_urls").add(reached + "/signin/back");
        }
        return request.toString();
    }

    /** Needed permissions that were not given, each as {@code name: level}. */
    public List<String> lacking(Map<String, String> given, boolean optionalOnes) {
        List<String> lacking = new ArrayList<>();
        permissions().forEach((name, level) -> {
            boolean has = enough(given.getOrDefault(name, ""), level);
            if (!has && Permissions.OPTIONAL.contains(name) == optionalOnes) {
                lacking.add(name + ": " + level + (given.containsKey(name) ? " (has " + given.get(name) + ")" : ""));
            }
        });
        return lacking;
    }

    /** Given permissions that are not needed, each as {@code name: level}. */
    public List<String> beyond(Map<String, String> given) {
        Map<String, String> needed = permissions();
        List<String> beyond = new ArrayList<>();
        new TreeMap<>(given).forEach((name, level) -> {
            if (!enough(needed.getOrDefault(name, ""), level)) {
                beyond.add(name + ": " + level);
            }
        });
        return beyond;
    }

    /** The needed permissions among those of a JSON object. */
    static Map<String, String> permissions(JsonNode node) {
        Map<String, String> permissions = new TreeMap<>();
        node.properties()
                .forEach(each -> permissions.put(each.getKey(), each.getValue().asText()));
        return permissions;
    }

    private static boolean enough(String has, String wanted) {
        return switch (has) {
            case "admin" -> true;
            case "write" -> !wanted.equals("admin");
            case "read" -> wanted.equals("read");
            default -> false;
        };
    }
}
