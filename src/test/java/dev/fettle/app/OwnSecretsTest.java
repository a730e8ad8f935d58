package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Permission;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.forge.local.Webhook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server with canaries for secrets, which an outsider quotes back at it: afterwards they are in no file, no log, no answer, and in nothing that a child process was given. */
class OwnSecretsTest {
    private static final String CANARY = "canary-Zq8vT3xW9mKp2LrY7nBd";
    /** What Maven is started by, in the sandbox. */
    private static final String BUILD = "org.codehaus.plexus.classworlds.launcher.Launcher";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuilder said = new StringBuilder();
    private int deliveries;

    @Test
    void noSecretOfOursIsAnywhere() throws Exception {
        Path hook = Files.writeString(folder.resolve("hook"), CANARY);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rw-------"));
        Path config = Files.writeString(
                folder.resolve("fettle.json"),
                "{\"data_dir\": \"data\", \"server\": {\"port\": 0}, \"forge\": {\"kind\": \"local\","
                        + " \"webhook_secret_file\": \"hook\"}}");
        Process server = start(config);
        Set<String> given = ConcurrentHashMap.newKeySet();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertThat(line).as(() -> read(folder.resolve("log"))).startsWith("fettle listens on http://");
            said.append(line);
            String url = line.replaceFirst(".*(http://\\S+),.*", "$1");
            Thread watching = watch(server, given);
            happens(url, given);
            nothingOnDisk();
            server.toHandle().destroy();
            out.lines().forEach(said::append);
            watching.join();
        }
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(read(folder.resolve("log"))).as("it logged").contains("\"mdc\"", "guid-1");
        assertThat(given)
                .as("a build ran, and its processes were seen")
                .anyMatch(words -> words.contains(BUILD))
                .anyMatch(words -> words.contains("bwrap"));
        for (String form : forms()) {
            assertThat(said.toString()).as("answers and output").doesNotContain(form);
            assertThat(given).as("command lines and environments").noneMatch(words -> words.contains(form));
        }
        nothingOnDisk();
    }

    /** While the server runs, there is what was written ahead, too. */
    private void nothingOnDisk() throws IOException {
        for (Path file : files()) {
            String content = read(file);
            for (String form : forms()) {
                assertThat(content.contains(form)).as(file + " holds a secret").isFalse();
            }
        }
    }

    /** In the clear, and as a text may carry it in disguise. */
    private static List<String> forms() {
        byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
        return List.of(
                CANARY,
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
    }

    private void happens(String url, Set<String> given) throws Exception {
        Path home = folder.resolve("data/forge");
        LocalForgeWorld world = new LocalForgeWorld(
                new LocalForge(home, new Identity("fettle[bot]", 1, 0), url + "/forge", InstantSource.system()));
        RepositoryRef shop = world.createRepository(
                        "ann",
                        "shop",
                        Map.of(
                                "pom.xml",
                                MavenSamples.model("cart", MavenSamples.JUNIT5),
                                "src/main/java/shop/Cart.java",
                                MavenSamples.cart("-"),
                                "src/test/java/shop/CartTest.java",
                                MavenSamples.cartTest()))
                .ref();
        world.setPermission(shop, "wil", Permission.WRITE);
        String quoting = "It says " + CANARY + " and " + forms().get(1) + " and " + forms().get(2);
        Act opened = world.openIssue(shop, "otto", "Leak: " + CANARY, quoting);
        deliver(url, opened, true);
        deliver(url, world.label(shop, opened.id(), "wil", "fettle"), true);
        deliver(url, world.comment(shop, opened.id(), "wil", "/fettle explain " + CANARY), true);
        deliver(url, world.comment(shop, opened.id(), "otto", "unsigned " + CANARY), false);
        String head = world.branches(shop).get("main");
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main");
        deliver(url, world.finishRun(shop, run, "failure", Map.of("build", redLog())), true);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (given.stream().noneMatch(words -> words.contains(BUILD)) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        for (String path :
                List.of("/", "/tickets", "/api/v1/status", "/metrics", "/nothing/" + "x", "/forge/ann/shop")) {
            get(url + path);
        }
    }

    /** Of a build that quotes the secret, too. */
    private static byte[] redLog() {
        return String.join(
                        "\n",
                        "[INFO] Running shop.CartTest with " + CANARY,
                        "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE!"
                                + " -- in shop.CartTest",
                        "[ERROR] shop.CartTest.sums -- Time elapsed: 0.01 s <<< FAILURE!",
                        "org.opentest4j.AssertionFailedError: expected: <5> but was: <-1>",
                        "\tat shop.CartTest.sums(CartTest.java:9)",
                        "",
                        "[ERROR] Failures:",
                        "[ERROR]   CartTest.sums:9 expected: <5> but was: <-1>",
                        "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0",
                        "[INFO] BUILD FAILURE",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void deliver(String url, Act act, boolean signed) throws Exception {
        for (Webhook webhook : act.webhooks()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/webhooks/github"))
                    .header("X-GitHub-Event", webhook.event())
                    .header("X-GitHub-Delivery", "guid-" + ++deliveries)
                    .header("Content-Type", "application/json")
                    .header("X-Hub-Signature-256", "sha256=" + (signed ? mac(webhook.body()) : "0".repeat(64)))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(signed ? 202 : 401);
            said.append(answer.body());
        }
    }

    private String get(String url) throws IOException, InterruptedException {
        String body = client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        // The forge's own pages show what people wrote there; Fettle's must not.
        if (!url.contains("/forge/")) {
            said.append(body);
        }
        return body;
    }

    private Process start(Path config) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // The tests' own configuration lies before it on the class path.
                "-Dlogback.configurationFile="
                        + Path.of("src/main/resources/logback.xml").toUri(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fettle.app.Main",
                "serve",
                "--debug",
                "--config",
                config.toString());
        builder.environment().put("FETTLE_HOME", openFolder().toString());
        builder.environment().put("FETTLE_LOG", "json");
        return builder.redirectError(folder.resolve("log").toFile()).start();
    }

    /** The sandbox's user must pass through to it. */
    private Path openFolder() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder.resolve("home");
    }

    /** Command lines of the server and its children, and the environments of the children, as long as the server lives. */
    private static Thread watch(Process server, Set<String> given) {
        Thread watching = new Thread(() -> {
            given.add(proc(server.pid(), "cmdline"));
            while (server.isAlive()) {
                server.descendants().forEach(child -> {
                    given.add(proc(child.pid(), "cmdline"));
                    given.add(proc(child.pid(), "environ"));
                });
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        });
        watching.start();
        return watching;
    }

    /** "" of one that has ended, or is another user's. */
    private static String proc(long pid, String what) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + pid + "/" + what)), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }

    /** Everything that the server wrote: not the secret's own file, and not the forge's, where people wrote it. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.resolve("hook")))
                    .filter(file -> !file.startsWith(folder.resolve("data/forge")))
                    .forEach(files::add);
        }
        assertThat(files).anyMatch(file -> file.endsWith("fettle.db"));
        return files;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String mac(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(CANARY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
