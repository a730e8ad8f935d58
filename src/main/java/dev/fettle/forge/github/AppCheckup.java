package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.Secret;
import dev.fettle.base.UntrustedText;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Allowance;
import dev.fettle.forge.OwnAllowance;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a forge says of itself, of our App and of its deliveries, for who looks whether all is well. Only reads. Every method asks anew and throws
 * {@link dev.fettle.forge.ForgeException} where no answer or a refusal came.
 */
public final class AppCheckup {
    private static final Http.Timeouts SHORT =
            new Http.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(12));
    private static final int SHOWN = 200;

    private final Rest rest;
    private final ForgeAccess access;
    private final InstantSource clock;
    private volatile @Nullable AppKey key;

    /**
     * The server's answer to nobody in particular.
     *
     * @param isApi whether it speaks GitHub's API at this address
     * @param ahead how far our clock is ahead of the server's, negative when it is behind; empty when the server does not tell the time
     */
    public record Server(int status, boolean isApi, Optional<Duration> ahead) {}

    /** The App, as its page on the forge has it. */
    public record App(
            long id, String slug, String owner, String page, Map<String, String> permissions, Set<String> events) {}

    /**
     * Where the App's deliveries go.
     *
     * @param hasSecret whether they are signed
     * @param verified whether the certificate of our address is looked at
     */
    public record Hook(String url, boolean hasSecret, boolean verified) {}

    /**
     * One attempt to deliver.
     *
     * @param status what we answered, 0 when the forge got no answer
     * @param words the forge's own words for it
     */
    public record Tried(String event, Instant at, int status, String words) {
        /** Whether it came through. */
        public boolean arrived() {
            return status >= 200 && status < 300;
        }
    }

    /** One owner who installed the App. */
    public record Installation(
            long id, String account, boolean suspended, Map<String, String> permissions, Set<String> events) {}

    private AppCheckup(Rest rest, ForgeAccess access, InstantSource clock) {
        this.rest = rest;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Over the configured way to the forge.
     *
     * @throws IllegalArgumentException when address or CA bundle cannot be used, in words for the operator
     */
    public static AppCheckup of(ForgeAccess access, InstantSource clock) {
        Addresses addresses = Addresses.of(access.apiUrl());
        Http http = new Http(addresses.server(), access.caBundle(), access.proxy(), SHORT);
        Limits limits = new Limits(clock, new OwnAllowance(Allowance.GITHUB));
        return new AppCheckup(new Rest(addresses, http, limits), access, clock);
    }

    /** Why the App's key cannot be read, a sentence; empty when it can. */
    public Optional<String> keyTrouble() {
        try {
            AppKey unused = appKey();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The address of people's pages. */
    public String web() {
        return rest.addresses().web();
    }

    public Server server() {
        Answer answer = rest.read(Rest.Asker.NOBODY, "");
        Instant now = clock.instant();
        boolean object = Json.read(answer.body()).filter(JsonNode::isObject).isPresent();
        boolean api = object && answer.status() != 404;
        return new Server(answer.status(), api, date(answer).map(theirs -> Duration.between(theirs, now)));
    }

    public App app() {
        JsonNode node = rest.read(asApp(), "/app").orThrow().json();
        return new App(
                node.path("id").asLong(),
                shown(node, "slug"),
                shown(node.path("owner"), "login"),
                page(node),
                AppManifest.permissions(node.path("permissions")),
                names(node.path("events")));
    }

    public Hook hook() {
        JsonNode node = rest.read(asApp(), "/app/hook/config").orThrow().json();
        String insecure = node.path("insecure_ssl").asText("0");
        return new Hook(shown(node, "url"), !Json.text(node, "secret").isEmpty(), insecure.equals("0"));
    }

    /** The newest first, at most a page of them. */
    public List<Tried> deliveries() {
        List<Tried> tried = new ArrayList<>();
        for (JsonNode node :
                rest.read(asApp(), "/app/hook/deliveries?per_page=30").orThrow().json()) {
            tried.add(new Tried(
                    shown(node, "event"),
                    when(Json.text(node, "delivered_at")),
                    node.path("status_code").asInt(),
                    shown(node, "status")));
        }
        return tried;
    }

    public List<Installation> installations() {
        List<Installation> found = new ArrayList<>();
        for (JsonNode node : Rest.all(path -> rest.read(asApp(), path), "/app/installations", "")) {
            found.add(new Installation(
                    node.path("id").asLong(),
                    shown(node.path("account"), "login"),
                    !Json.text(node, "suspended_at").isEmpty(),
                    AppManifest.permissions(node.path("permissions")),
                    names(node.path("events"))));
        }
        return found;
    }

    /** Whose the configured token is, in token mode. */
    public String login() {
        Secret token =
                access.token().orElseThrow(() -> new IllegalArgumentException("token mode needs forge.token_file"));
        return shown(
                rest.read(new Rest.Asker("token", "token", token), "/user")
                        .orThrow()
                        .json(),
                "login");
    }

    private Rest.Asker asApp() {
        return new Rest.Asker("app", "Bearer", appKey().token());
    }

    private AppKey appKey() {
        AppKey known = key;
        if (known == null) {
            known = new AppKey(
                    access.appId(),
                    () -> access.privateKey()
                            .orElseThrow(() -> new IllegalArgumentException("an App needs forge.private_key_file")),
                    clock);
            key = known;
        }
        return known;
    }

    /** The App's page where the server says it, unless that is elsewhere. */
    private String page(JsonNode node) {
        String told = Json.text(node, "html_url");
        return told.startsWith(web() + "/") ? told : web() + "/apps/" + Addresses.path(Json.text(node, "slug"));
    }

    private static Optional<Instant> date(Answer answer) {
        String date = answer.headers().get("Date");
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // a server that tells the time in its own words does not tell it
        }
    }

    private static Instant when(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static Set<String> names(JsonNode list) {
        return new TreeSet<>(Json.names(list, "name"));
    }

    private static String shown(JsonNode node, String field) {
        return UntrustedText.oneLine(Json.text(node, field), SHOWN);
    }
}
