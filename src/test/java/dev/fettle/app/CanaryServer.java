package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.forge.local.Act;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A whole server as a process of its own, whose answers, files, log, command lines and children's environments are looked through for secrets. */
public final class CanaryServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final String secret;
    private final Process server;
    private final BufferedReader out;
    private final String url;
    private final Thread watching;
    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuilder said = new StringBuilder();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private int deliveries;

    /**
     * Returns when it listens.
     *
     * @param folder for all that it writes; its settings are {@code fettle.json} there
     * @param secret of its webhook
     */
    public CanaryServer(Path folder, String settings, String secret) throws IOException {
        this.folder = folder;
        this.secret = secret;
        ownersOnly(Files.writeString(folder.resolve("hook"), secret));
        this.server = start(Files.writeString(folder.resolve("fettle.json"), settings));
        this.out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).as(this::log).startsWith("fettle listens on http://");
        said.append(line);
        this.url = line.replaceFirst(".*(http://\\S+),.*", "$1");
        this.watching = watch();
    }

    /** A file of secrets as an operator must keep it. */
    public static void ownersOnly(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    String url() {
        return url;
    }

    /** Sends what comes of an act, signed or not, and keeps what is answered. */
    public void deliver(Act act, boolean signed) throws IOException, InterruptedException {
        for (Webhook webhook : act.webhooks()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/webhooks/github"))
                    .header("X-GitHub-Event", webhook.event())
                    .header("X-GitHub-Delivery", "guid-" + ++deliveries)
                    .header("Content-Type", "application/json")
                    .header("X-Hub-Signature-256", signed ? webhook.signature(secret) : "sha256=" + "0".repeat(64))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(signed ? 202 : 401);
            said.append(answer.body());
        }
    }

    /** Asks for pages, and keeps what they say. */
    public void look(String... paths) throws IOException, InterruptedException {
        for (String path : paths) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
            String body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            // The forge's own pages show what people wrote there; Fettle's must not.
            if (!path.startsWith("/forge/")) {
                said.append(body);
            }
        }
    }

    /** What its processes and their children were given, so far: command lines, and the children's environments. */
    Set<String> given() {
        return given;
    }

    /** Its log, so far. */
    public String log() {
        return read(folder.resolve("log"));
    }

    /** Waits until that is so; whether it ever was. */
    public static boolean until(BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return true;
    }

    /** In the clear, and as a text may carry it in disguise. */
    public static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                secret,
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
    }

    /**
     * Stops it, and fails where one of them was found anywhere, while it ran or afterwards.
     *
     * @param skipped files that hold them by right
     */
    public void endsWithout(List<String> secrets, Predicate<Path> skipped) throws IOException, InterruptedException {
        nothingOnDisk(secrets, skipped); // while it runs, there is what was written ahead, too
        server.toHandle().destroy();
        out.lines().forEach(said::append);
        watching.join();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        for (String each : secrets) {
            assertThat(said.toString()).as("answers and output").doesNotContain(each);
            assertThat(given).as("command lines and environments").noneMatch(words -> words.contains(each));
        }
        nothingOnDisk(secrets, skipped);
    }

    private void nothingOnDisk(List<String> secrets, Predicate<Path> skipped) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.resolve("hook")))
                    .filter(skipped.negate())
                    .forEach(files::add);
        }
        assertThat(files).anyMatch(file -> file.endsWith("fettle.db"));
        for (Path file : files) {
            String content = read(file);
            for (String each : secrets) {
                assertThat(content.contains(each)).as(file + " holds a secret").isFalse();
            }
        }
    }

    private Process start(Path config) throws IOException {
        // The sandbox's user must pass through to it.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
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
        builder.environment().put("FETTLE_HOME", folder.resolve("home").toString());
        builder.environment().put("FETTLE_LOG", "json");
        return builder.redirectError(folder.resolve("log").toFile()).start();
    }

    /** As long as the server lives. */
    private Thread watch() {
        Thread thread = new Thread(() -> {
            given.add(proc(server.pid(), "cmdline"));
            while (server.isAlive()) {
                server.descendants().forEach(child -> {
                    given.add(proc(child.pid(), "cmdline"));
                    given.add(proc(child.pid(), "environ"));
                });
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        });
        thread.start();
        return thread;
    }

    /** "" of one that has ended, or is another user's. */
    private static String proc(long pid, String what) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + pid + "/" + what)), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }
}
