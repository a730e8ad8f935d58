package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.config.SettingsLoader;
import dev.fettle.app.setup.AppSetup;
import dev.fettle.app.setup.NewApp;
import dev.fettle.app.setup.SetupFiles;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.forge.github.AppManifest;
import dev.fettle.web.SetupFlow.Choice;
import dev.fettle.web.WebServer;
import dev.fettle.web.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the address on the terminal to a stored App, as a browser walks it; and those who try to walk along. */
class SetupWalkTest {
    private static final String TOKEN = "token-of-the-terminal";
    private static final String REACHED = "https://fettle.acme.example";

    @TempDir
    private Path folder;

    private final AppServer forge = new AppServer();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T12:00:00Z"));
    private final List<NewApp> stored = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Path config;
    private WebServer server;
    private String cookie = "";

    @BeforeEach
    void start() throws IOException {
        forge.prefix = "/api/v3";
        config = folder.resolve("fettle.json");
        Files.writeString(
                config,
                "{\"self_improvement\": {\"max_risk_level\": 5}, \"forge\": {\"repositories\": [\"acme/shop\"]}}");
        server = WebServer.setup(
                WebSettings.on("127.0.0.1", 0),
                new AppSetup(
                        new Choice(forge.web(), "", "fettle-acme", REACHED),
                        settings().forge(),
                        new SetupFiles(config, Map.of(), false),
                        stored::add,
                        now::get),
                Secret.of(TOKEN));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        forge.close();
    }

    @Test
    void aPersonWithTheTokenGetsAnApp() throws Exception {
        open();
        HttpResponse<String> page = get("/setup");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Make the App at " + forge.web()).doesNotContain(TOKEN);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' " + forge.web() + ";")
                .doesNotContain("unsafe");

        JsonNode manifest = new ObjectMapper().readTree(unescaped(field(page.body(), "manifest")));
        assertThat(manifest.path("name").asText()).isEqualTo("fettle-acme");
        assertThat(manifest.path("hook_attributes").path("url").asText()).isEqualTo(REACHED + "/webhooks/github");
        assertThat(manifest.path("hook_attributes").path("active").asBoolean()).isTrue();
        assertThat(manifest.path("redirect_url").asText()).isEqualTo(server.url() + "/setup/created");
        assertThat(manifest.path("callback_urls").path(0).asText()).isEqualTo(REACHED + "/signin/back");
        assertThat(manifest.path("public").asBoolean()).isFalse();
        assertThat(manifest.path("default_permissions").size())
                .isEqualTo(AppManifest.bundled().permissions().size());
        assertThat(manifest.path("default_permissions").has("workflows")).isFalse();

        String state = state(page.body());
        forge.makes("code-1");
        HttpResponse<String> done = created("code-1", state);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.body())
                .contains("The App fettle-acme is made")
                .contains(forge.web() + "/apps/fettle-acme/installations/new")
                .doesNotContain("webhook-secret-of-the-forge")
                .doesNotContain("BEGIN");

        ServerSettings settings = settings();
        assertThat(settings.forge().kind()).isEqualTo(ServerSettings.ForgeAccess.Kind.GITHUB);
        assertThat(settings.forge().appId()).isEqualTo(AppServer.APP);
        assertThat(settings.forge().apiUrl()).isEqualTo(forge.api());
        assertThat(settings.forge().privateKey()).contains(Secret.of(forge.pem().strip()));
        assertThat(settings.forge().webhookSecret()).contains(Secret.of("webhook-secret-of-the-forge"));
        assertThat(settings.http().baseUrl()).isEqualTo(REACHED);
        assertThat(settings.signIn())
                .as("who can be reached lets persons sign in")
                .isEqualTo(
                        new ServerSettings.SignIn("Iv1.client", Optional.of(Secret.of("client-secret-of-the-forge"))));
        assertThat(settings.repositories().maxRiskLevel())
                .as("what was there stays")
                .isEqualTo(5);
        assertThat(settings.watched()).hasSize(1);
        for (String file : List.of("app-42.pem", "app-42.webhook-secret", "app-42.client-secret", "fettle.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(config)).doesNotContain("BEGIN").doesNotContain("secret-of-the-forge");
        assertThat(stored).hasSize(1);
    }

    @Test
    void withoutAnInboundAddressFettlePolls() throws Exception {
        open();
        HttpResponse<String> page = get("/setup?reached=");
        JsonNode manifest = new ObjectMapper().readTree(unescaped(field(page.body(), "manifest")));
        assertThat(manifest.path("hook_attributes").path("active").asBoolean()).isFalse();
        assertThat(page.body()).contains("Fettle will poll");

        forge.makes("code-1");
        assertThat(created("code-1", state(page.body())).body()).contains("Nothing calls this server");
        assertThat(settings().signIn().clientSecret()).isEmpty();
        assertThat(settings().forge().webhookSecret())
                .as("a door that nobody needs stays closed")
                .isEmpty();
    }

    @Test
    void withoutTheTokenThereIsNothing() throws Exception {
        assertThat(get("/setup").statusCode()).isEqualTo(403);
        assertThat(get("/setup?token=guess").statusCode()).isEqualTo(403);
        assertThat(get("/setup/created?code=c&state=s").statusCode()).isEqualTo(403);
        cookie = "fettle_setup=guess";
        HttpResponse<String> page = get("/setup");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).doesNotContain("manifest\"");
    }

    @Test
    void aWrongAddressIsAnsweredByAPageThatNamesTheRightOne() throws Exception {
        HttpResponse<String> page = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/tickets"))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("<h1>Not found</h1>", "only sets Fettle up", "/setup");
    }

    @Test
    void theTokenIsInNoAddressThatIsKept() throws Exception {
        HttpResponse<String> answer = get("/setup?token=" + TOKEN);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/setup");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/setup")
                .doesNotContain(TOKEN);
    }

    @Test
    void aStateThatWasNotHandedOutStoresNothing() throws Exception {
        open();
        get("/setup");
        forge.makes("code-1");
        for (String state : List.of("", "x", "A".repeat(43))) {
            HttpResponse<String> answer = created("code-1", state);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Nothing was stored");
        }
        nothingHappened();
    }

    @Test
    void aStateCountsOnce() throws Exception {
        open();
        String state = state(get("/setup").body());
        assertThat(created("code-unknown", state).body()).contains("does not know the code");
        forge.makes("code-1");
        assertThat(created("code-1", state).body()).contains("came twice");
        assertThat(forge.asked).containsExactly("POST /api/v3/app-manifests/code-unknown/conversions");
        assertThat(stored).isEmpty();
    }

    @Test
    void aStateEndsAfterAnHour() throws Exception {
        open();
        String state = state(get("/setup").body());
        now.updateAndGet(before -> before.plus(Duration.ofMinutes(61)));
        forge.makes("code-1");
        assertThat(created("code-1", state).statusCode()).isEqualTo(400);
        nothingHappened();
    }

    @Test
    void aCodeThatIsNoneGoesNowhere() throws Exception {
        open();
        for (String code : List.of("", "../../user", "a/b", "a?b=c", "a%0d%0aX: y")) {
            String state = state(get("/setup").body());
            assertThat(created(code, state).body()).contains("The forge sent no code along");
        }
        nothingHappened();
    }

    @Test
    void theCodeIsShownToTheForgeOfItsStateAndToNoOther() throws Exception {
        open();
        try (AppServer other = new AppServer()) {
            other.prefix = "/api/v3";
            String state = state(get("/setup").body());
            get("/setup?forge=" + encoded(other.web()));
            forge.makes("code-1");
            String more = "&forge=" + encoded(other.web()) + "&api_url=" + encoded(other.api());
            assertThat(get("/setup/created?code=code-1&state=" + encoded(state) + more)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(other.asked).isEmpty();
            assertThat(settings().forge().apiUrl()).isEqualTo(forge.api());
        }
    }

    @Test
    void addressesThatOnlyLookLikeAForgeGetNoForm() throws Exception {
        open();
        for (String address : List.of(
                "https://github.com@evil.example",
                "http://ghe.acme.example",
                "https://169.254.169.254",
                "https://ghe.acme.example; form-action *",
                "javascript:alert(1)")) {
            HttpResponse<String> page = get("/setup?forge=" + encoded(address));
            assertThat(page.statusCode()).as(address).isEqualTo(400);
            assertThat(page.body()).doesNotContain("name=\"manifest\"");
        }
        assertThat(get("/setup?organisation=" + encoded("../acme")).statusCode())
                .isEqualTo(400);
        assertThat(get("/setup?name=" + encoded("<script>alert(1)</script>")).body())
                .doesNotContain("<script>");
        assertThat(get("/setup?reached=" + encoded("http://localhost:8080")).body())
                .contains("The forge cannot reach");
        assertThat(forge.asked).isEmpty();
    }

    @Test
    void anotherNameOfThisMachineIsNotAnswered() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET /setup?token=" + TOKEN
                                    + " HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("Set-Cookie");
        }
    }

    @Test
    void anAppThatIsThereIsNotWrittenOver() throws Exception {
        open();
        String state = state(get("/setup").body());
        Files.writeString(config, "{\"forge\": {\"kind\": \"github\", \"app_id\": 7, \"private_key_file\": \"k\"}}");
        assertThat(get("/setup").body()).contains("There is an App already: 7");
        forge.makes("code-1");
        assertThat(created("code-1", state).statusCode()).isEqualTo(400);
        assertThat(Files.readString(config)).contains("\"app_id\": 7");
        assertThat(stored).isEmpty();
    }

    private void nothingHappened() throws IOException {
        assertThat(forge.asked).isEmpty();
        assertThat(stored).isEmpty();
        assertThat(settings().forge().appId()).isZero();
        assertThat(folder.resolve("app-42.pem")).doesNotExist();
    }

    private ServerSettings settings() {
        return SettingsLoader.load(config, folder, Map.of()).settings();
    }

    private void open() throws Exception {
        cookie = get("/setup?token=" + TOKEN)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    private HttpResponse<String> created(String code, String state) throws Exception {
        return get("/setup/created?code=" + encoded(code) + "&state=" + encoded(state));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Cookie", cookie.isEmpty() ? "none=1" : cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String state(String page) {
        Matcher action =
                Pattern.compile("action=\"[^\"]*\\?state=([A-Za-z0-9_-]+)\"").matcher(page);
        assertThat(action.find()).as(page).isTrue();
        return action.group(1);
    }

    private static String field(String page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(field.find()).as(page).isTrue();
        return field.group(1);
    }

    private static String unescaped(String html) {
        return html.replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
