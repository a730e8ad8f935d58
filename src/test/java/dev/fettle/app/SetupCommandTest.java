package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.config.SettingsLoader;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fettle setup} on the command line: an App that is taken over, what would be asked for, and the page's way from the first line to the last. */
class SetupCommandTest {
    @TempDir
    private Path folder;

    private final AppServer forge = new AppServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    SetupCommandTest() {
        forge.prefix = "/api/v3";
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void anAppThatIsThereIsTakenOverOnceTheForgeHasTakenItsKey() throws Exception {
        assertThat(taken(forge.pem(), AppServer.APP)).as(err.toString()).isZero();
        ServerSettings.ForgeAccess access = settings().forge();
        assertThat(access.appId()).isEqualTo(AppServer.APP);
        assertThat(access.privateKey()).contains(Secret.of(forge.pem().strip()));
        assertThat(access.webhookSecret()).contains(Secret.of("a-secret"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("app-42.pem"))))
                .isEqualTo("rw-------");
        assertThat(new ObjectMapper().readTree(out.toString()).path("install").asText())
                .isEqualTo(forge.web() + "/apps/fettle-acme/installations/new");
        assertThat(out.toString() + err).doesNotContain("a-secret").doesNotContain("BEGIN");
    }

    /** A home that set-up made first must be one through which sandboxes reach what they build with. */
    @Test
    void aFolderThatIsNotThereIsMadeAsOpenAsOthers() throws Exception {
        Path key = Files.writeString(folder.resolve("downloaded.pem"), forge.pem());
        Path home = folder.resolve("new/home");
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "setup",
                        "--config",
                        home.resolve("fettle.json").toString(),
                        "--forge",
                        forge.web(),
                        "--app-id",
                        "42",
                        "--key",
                        key.toString());
        assertThat(status).as(err.toString()).isZero();
        Path usual = Files.createDirectory(folder.resolve("usual"));
        assertThat(Files.getPosixFilePermissions(home)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void theKeyOfAnotherAppIsRefusedAndNothingIsStored() throws Exception {
        assertThat(taken(AppServer.pem(AppServer.pair()), AppServer.APP)).isEqualTo(1);
        assertThat(err.toString()).contains("does not take this key for App 42");
        nothingStored();
    }

    @Test
    void anotherNumberIsRefusedAndNothingIsStored() throws Exception {
        assertThat(taken(forge.pem(), 43)).isEqualTo(1);
        assertThat(err.toString()).contains("does not take this key for App 43");
        nothingStored();
    }

    @Test
    void aFileThatIsNoKeyIsRefused() throws Exception {
        assertThat(taken("not a key", AppServer.APP)).isEqualTo(1);
        assertThat(err.toString()).contains("is not an RSA key in PEM");
        nothingStored();
    }

    @Test
    void aDryRunShowsWhatWouldBeAskedForAndChangesNothing() throws Exception {
        assertThat(run("--dry-run", "--name", "fettle-x", "--url", "https://fettle.example.org"))
                .isZero();
        JsonNode manifest = new ObjectMapper().readTree(out.toString());
        assertThat(manifest.path("name").asText()).isEqualTo("fettle-x");
        assertThat(manifest.path("hook_attributes").path("url").asText())
                .isEqualTo("https://fettle.example.org/webhooks/github");
        assertThat(manifest.path("default_permissions").path("contents").asText())
                .isEqualTo("write");
        nothingStored();
    }

    @Test
    void wrongUsageSaysWhatToDo() {
        assertThat(run("--app-id", "42")).isEqualTo(2);
        assertThat(err.toString()).contains("--app-id and --key belong together");
        assertThat(Main.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute("setup", "--dry-run", "--forge", "http://ghe.acme.example"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("write https:// before ghe.acme.example");
    }

    @Test
    void settingsThatAreNoJsonAreLeftAlone() throws Exception {
        Files.writeString(folder.resolve("fettle.json"), "{ half");
        assertThat(taken(forge.pem(), AppServer.APP)).isEqualTo(1);
        assertThat(err.toString()).contains("is no JSON (line 1)");
        assertThat(folder.resolve("fettle.json")).hasContent("{ half");
    }

    @Test
    void whoOpensTheAddressOfTheTerminalEndsWithAnApp() throws Exception {
        PipedReader read = new PipedReader(1 << 16);
        PipedWriter terminal = new PipedWriter(read);
        CompletableFuture<Integer> command = CompletableFuture.supplyAsync(() -> Main.commandLine()
                .setOut(new PrintWriter(terminal, true))
                .setErr(new PrintWriter(err))
                .execute(arguments("--port", "0", "--once", "--name", "fettle-acme")));
        URI address = address(new BufferedReader(read));
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        String page = get(browser, address);
        Matcher state = Pattern.compile("\\?state=([A-Za-z0-9_-]+)\"").matcher(page);
        assertThat(state.find()).as(page).isTrue();
        forge.makes("code-1");
        String done = get(browser, address.resolve("/setup/created?code=code-1&state=" + state.group(1)));
        assertThat(done).contains("The App fettle-acme is made");
        assertThat(command.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(settings().forge().appId()).isEqualTo(AppServer.APP);
    }

    private static URI address(BufferedReader terminal) throws IOException {
        for (String line = terminal.readLine(); line != null; line = terminal.readLine()) {
            if (line.strip().startsWith("http")) {
                return URI.create(line.strip());
            }
        }
        throw new AssertionError("the terminal showed no address");
    }

    private static String get(HttpClient browser, URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private int taken(String pem, long id) throws IOException {
        Path key = Files.writeString(folder.resolve("downloaded.pem"), pem);
        Path secret = Files.writeString(folder.resolve("secret.txt"), "a-secret\n");
        return run(
                "--json",
                "--app-id",
                String.valueOf(id),
                "--key",
                key.toString(),
                "--webhook-secret-file",
                secret.toString());
    }

    private void nothingStored() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf("downloaded.pem", "secret.txt");
        }
    }

    private ServerSettings settings() {
        return SettingsLoader.load(folder.resolve("fettle.json"), folder, Map.of())
                .settings();
    }

    private String[] arguments(String... more) {
        return Stream.concat(
                        Stream.of(
                                "setup",
                                "--config",
                                folder.resolve("fettle.json").toString(),
                                "--forge",
                                forge.web()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private int run(String... more) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments(more));
    }
}
