package dev.fettle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.fettle.forge.github.AppManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The part of GitHub that knows Apps, over HTTP: it checks the App's word as GitHub does, by its own clock and the App's public key. */
final class AppServer implements ResponseDefinitionTransformerV2, AutoCloseable {
    static final long APP = 42;

    /** One attempt to deliver. */
    record Tried(String event, int status, String words) {}

    /** Made once: it takes a while. */
    private static final KeyPair KEY = pair();

    final KeyPair key = KEY;
    /** Codes of manifests that were not exchanged yet. */
    final Map<String, ObjectNode> codes = new HashMap<>();

    final Map<String, String> permissions = new TreeMap<>(AppManifest.bundled().permissions());
    final Map<String, String> granted = new TreeMap<>(AppManifest.bundled().permissions());
    final Set<String> events = new TreeSet<>(AppManifest.bundled().events());
    final List<Tried> tried = new ArrayList<>(List.of(new Tried("push", 202, "OK")));
    final List<String> asked = new ArrayList<>();
    String prefix = "";
    String hookUrl = "https://fettle.acme.example/webhooks/github";
    boolean hookSecret = true;
    boolean installed = true;

    /** What persons may read. */
    final ReadableOnGitHub readable = new ReadableOnGitHub();

    /** What persons allowed on the forge's page, by the code that they came back with. */
    final Map<String, Allowed> allowed = new HashMap<>();

    private final WireMockServer http;

    /** A person let the App know who they are. */
    record Allowed(String login, String challenge, String redirect) {}

    AppServer() {
        this.http = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .containerThreads(12)
                .bindAddress("127.0.0.1")
                .extensions(this));
        http.start();
        http.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse()));
    }

    /** A person makes the App from a manifest, and is sent back with that code. */
    synchronized void makes(String code) {
        codes.put(
                code,
                object().put("id", APP)
                        .put("slug", "fettle-acme")
                        .put("html_url", web() + "/apps/fettle-acme")
                        .put("client_id", "Iv1.client")
                        .put("client_secret", "client-secret-of-the-forge")
                        .put("webhook_secret", "webhook-secret-of-the-forge")
                        .put("pem", pem()));
    }

    /** The address of its pages. */
    String web() {
        return "http://127.0.0.1:" + http.port();
    }

    String api() {
        return web() + prefix;
    }

    int httpsPort() {
        return http.httpsPort();
    }

    /** The key as it is handed out. */
    String pem() {
        return pem(key);
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String path = request.getUrl().replaceFirst("\\?.*", "");
        asked.add(request.getMethod() + " " + path);
        if (path.equals("/login/oauth/access_token")) {
            return token(request.getBodyAsString());
        }
        if (!path.startsWith(prefix)) {
            return page(404, "<html>Not found</html>");
        }
        String call = path.substring(prefix.length());
        if (!prefix.isEmpty() && path.length() < prefix.length()) {
            return page(200, "<html>Sign in</html>");
        }
        if (call.isEmpty() || call.equals("/")) {
            return json(200, object().put("current_user_url", api() + "/user"));
        }
        if (call.matches("/app-manifests/[^/]+/conversions")) {
            ObjectNode made = codes.remove(call.split("/")[2]);
            return made == null ? json(404, object().put("message", "Not Found")) : json(201, made);
        }
        String authorization = String.valueOf(request.getHeader("Authorization"));
        if (call.equals("/user") && authorization.startsWith("Bearer user-")) {
            return json(
                    200,
                    object().put("login", authorization.substring("Bearer user-".length()))
                            .put("id", 9));
        }
        if (call.startsWith("/user/installations") && authorization.startsWith("Bearer user-")) {
            return readable.answer(authorization.substring("Bearer user-".length()), request.getUrl(), api());
        }
        if (!accepted(request.getHeader("Authorization"))) {
            return json(401, object().put("message", "A JSON web token could not be decoded"));
        }
        return asApp(call);
    }

    /** GitHub's rules: each code once, for this client, with its secret, its address, and what is behind the challenge. */
    private ResponseDefinition token(String body) {
        try {
            JsonNode asked = new ObjectMapper().readTree(body);
            Allowed one = allowed.remove(asked.path("code").asText());
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(asked.path("code_verifier").asText().getBytes(StandardCharsets.US_ASCII));
            boolean holds = one != null
                    && asked.path("client_id").asText().equals("Iv1.client")
                    && asked.path("client_secret").asText().equals("secret-of-the-client")
                    && asked.path("redirect_uri").asText().equals(one.redirect())
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .equals(one.challenge());
            return json(
                    200,
                    holds
                            ? object().put("access_token", "user-" + one.login())
                                    .put("token_type", "bearer")
                            : object().put("error", "bad_verification_code"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ResponseDefinition asApp(String call) {
        switch (call) {
            case "/app":
                ObjectNode app =
                        object().put("id", APP).put("slug", "fettle-acme").put("html_url", web() + "/apps/fettle-acme");
                app.putObject("owner").put("login", "acme");
                permissions.forEach(app.putObject("permissions")::put);
                events.forEach(app.putArray("events")::add);
                return json(200, app);
            case "/app/hook/config":
                ObjectNode hook = object().put("content_type", "json")
                        .put("insecure_ssl", "0")
                        .put("url", hookUrl);
                return json(200, hookSecret ? hook.put("secret", "********") : hook);
            case "/app/hook/deliveries":
                ArrayNode list = object().putArray("list");
                tried.forEach(each -> list.addObject()
                        .put("id", list.size())
                        .put("guid", "guid-" + list.size())
                        .put("delivered_at", Instant.now().minusSeconds(600).toString())
                        .put("status", each.words())
                        .put("status_code", each.status())
                        .put("event", each.event()));
                return json(200, list);
            case "/app/installations":
                ArrayNode installations = object().putArray("list");
                if (installed) {
                    ObjectNode one = installations.addObject().put("id", 7).putNull("suspended_at");
                    one.putObject("account").put("login", "acme");
                    granted.forEach(one.putObject("permissions")::put);
                    events.forEach(one.putArray("events")::add);
                }
                return json(200, installations);
            default:
                return json(404, object().put("message", "Not Found"));
        }
    }

    /** GitHub's rules: signed with the App's key, not from the future, at most ten minutes ahead. */
    private boolean accepted(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        String[] parts = authorization.substring("Bearer ".length()).split("\\.");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return false;
            }
            JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
            long now = Instant.now().getEpochSecond();
            long end = claims.path("exp").asLong();
            return claims.path("iss").asText().equals(Long.toString(APP))
                    && claims.path("iat").asLong() <= now
                    && end > now
                    && end - now <= Duration.ofMinutes(10).toSeconds();
        } catch (GeneralSecurityException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode object() {
        return new ObjectMapper().createObjectNode();
    }

    static ResponseDefinition json(int status, JsonNode body) {
        return dated(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body.toString())
                .build();
    }

    private static ResponseDefinition page(int status, String html) {
        return dated(status)
                .withHeader("Content-Type", "text/html")
                .withBody(html)
                .build();
    }

    static ResponseDefinitionBuilder dated(int status) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.now().atZone(ZoneOffset.UTC)));
    }

    @Override
    public String getName() {
        return "apps";
    }

    @Override
    public void close() {
        http.stop();
    }
}
