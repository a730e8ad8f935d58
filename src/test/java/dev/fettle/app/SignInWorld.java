package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.SettingsLoader;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.Budgets;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Permission;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.intake.github.DeliveryRepository;
import dev.fettle.store.Place;
import dev.fettle.store.Reading;
import dev.fettle.store.ReadyFolder;
import dev.fettle.store.Stores;
import dev.fettle.web.IntakeParts;
import dev.fettle.web.WebServer;
import dev.fettle.web.WebSettings;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server on whose pages persons sign in, with a forge that knows some of them: two private repositories, and a ticket that waits for an approval. */
final class SignInWorld implements AutoCloseable {
    private final Path folder;
    final AppServer forge = new AppServer();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T12:00:00Z"));
    final LocalForgeWorld world;
    final RepositoryRef shop;
    final RepositoryRef bank;
    final Stores stores;
    private final WebServer server;
    final String base;

    SignInWorld(Path folder) throws IOException {
        this.folder = folder;
        forge.prefix = "/api/v3";
        base = "http://127.0.0.1:" + freePort();
        LocalForge local = new LocalForge(folder.resolve("forge"), new Identity("fettle[bot]", 1, 42), base, now::get);
        world = new LocalForgeWorld(local);
        shop = world.createRepository("acme", "shop", Map.of("a.txt", "a\n"), true)
                .ref();
        bank = world.createRepository("acme", "bank", Map.of("a.txt", "a\n"), true)
                .ref();
        for (RepositoryRef repository : List.of(shop, bank)) {
            world.setPermission(repository, "reader", Permission.READ);
            world.setPermission(repository, "writer", Permission.READ);
        }
        world.setPermission(shop, "writer", Permission.WRITE);
        world.setPermission(shop, "stranger", Permission.READ);
        forge.readable.given = login -> Stream.of(shop, bank)
                .filter(repository -> local.permission(repository, login) != Permission.NONE)
                .toList();
        stores = Stores.open(
                Place.folder(ReadyFolder.at(folder.resolve("data"))),
                now::get,
                text -> text,
                new Reading(any -> Optional.empty(), any -> "", DeliveryRepository::keyOf));
        stores.installations().add(7, List.of(shop, bank));
        stores.backlog().add(ticket(), seen -> seen, "opened by a test");
        server = WebServer.of(
                WebSettings.on("127.0.0.1", URI.create(base).getPort()),
                ServerParts.of(
                        stores,
                        stores.deliveries(),
                        Optional.of(new LocalPages(local)),
                        List::of,
                        new IntakeParts(
                                stores.intakeKeys(),
                                stores.reports(),
                                IntakeWiring.readers(new PatternRedactor(SecretShapes.bundled(), List::of)),
                                (repository, source) -> Optional.empty(),
                                IntakeLimits.DEFAULT),
                        () -> List.of("An operator must know: moonword."),
                        Optional::empty,
                        any -> Budgets.DEFAULT,
                        now::get),
                List::of,
                SignInWiring.of(settings(), local, stores, now::get));
        server.start();
    }

    /** Method and path of all that the server answers. */
    Set<String> routes() {
        return server.routes();
    }

    @Override
    public void close() {
        server.close();
        stores.close();
        forge.close();
    }

    /** To the forge and back, where the person allows it. */
    HttpResponse<String> signedIn(HttpClient browser, String login, String from) throws Exception {
        String way = get(browser, from).headers().firstValue("Location").orElseThrow();
        assertThat(way).startsWith(forge.web() + "/login/oauth/authorize?client_id=Iv1.client&");
        assertThat(parameter(way, "code_challenge_method")).isEqualTo("S256");
        assertThat(way).doesNotContain("secret-of-the-client");
        return get(browser, back(way, login));
    }

    String back(String way, String login) {
        String code = "code-of-" + login;
        forge.allowed.put(
                code, new AppServer.Allowed(login, parameter(way, "code_challenge"), parameter(way, "redirect_uri")));
        return "/signin/back?code=" + code + "&state=" + parameter(way, "state");
    }

    private ServerSettings settings() throws IOException {
        DoctorWorld.secret(folder.resolve("client.secret"), "secret-of-the-client");
        DoctorWorld.secret(folder.resolve("app.pem"), forge.pem());
        Path config = Files.writeString(folder.resolve("fettle.json"), """
                {"server": {"base_url": "%s"},
                 "forge": {"kind": "github", "api_url": "%s", "app_id": 42, "private_key_file": "app.pem",
                           "client_id": "Iv1.client", "client_secret_file": "client.secret"}}
                """.formatted(base, forge.api()));
        return SettingsLoader.load(config, folder, Map.of()).settings();
    }

    private Ticket ticket() {
        return new Ticket(
                "risky_1",
                shop,
                "fingerprint",
                "Rewrite the till",
                "Everything",
                Category.BUG_FIX,
                Priority.HIGH,
                Status.OPEN,
                List.of(new Evidence.ExceptionSeen("E", "m", 1, now.get(), now.get(), "at a.B.c(B.java:1)")),
                "solution",
                "plan",
                List.of(),
                9,
                3,
                WaitingReason.NEEDS_APPROVAL,
                Map.of(),
                1,
                now.get(),
                now.get());
    }

    static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    HttpResponse<String> get(HttpClient client, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(HttpClient client, String path, String form) throws IOException, InterruptedException {
        return post(client, path, form, "*/*");
    }

    /** As a browser does where a person presses a button. */
    HttpResponse<String> pressed(HttpClient client, String path, String form) throws IOException, InterruptedException {
        return post(client, path, form, "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private HttpResponse<String> post(HttpClient client, String path, String form, String accept)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", accept)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static String formToken(String page) {
        Matcher field =
                Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).as(page).isTrue();
        return field.group(1);
    }

    static String parameter(String address, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        assertThat(found.find()).as(address).isTrue();
        return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
