package dev.fettle.app;

import static dev.fettle.app.BrokenSetup.broken;
import static dev.fettle.app.BrokenSetup.warned;

import dev.fettle.app.doctor.State;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What goes wrong with a set-up. */
final class BrokenSetups {
    /** The App, its key, its webhook, the settings, and the way to the forge. */
    static final List<BrokenSetup> OF_THE_FORGE = List.of(
            broken(
                    "a clock that is five minutes fast",
                    world -> world.clock = () -> Instant.now().plus(Duration.ofMinutes(5)),
                    "clock",
                    "ahead of the forge's, so GitHub refuses",
                    "timedatectl set-ntp true"),
            broken(
                    "a clock that is half an hour slow",
                    world -> world.clock = () -> Instant.now().minus(Duration.ofMinutes(30)),
                    "clock",
                    "behind the forge's",
                    "timedatectl set-ntp true"),
            warned(
                    "a clock that is half a minute slow",
                    world -> world.clock = () -> Instant.now().minus(Duration.ofSeconds(30)),
                    "clock",
                    "behind the forge's",
                    "timedatectl set-ntp true"),
            new BrokenSetup(
                    "a key that is not there",
                    world -> Files.delete(world.key),
                    State.BROKEN,
                    List.of("key", "configuration"),
                    "private key is missing",
                    "Private keys, Generate"),
            broken(
                    "the public half of a key",
                    world -> DoctorWorld.secret(world.key, world.forge.pem().replace("PRIVATE KEY", "PUBLIC KEY")),
                    "key",
                    "but the public half of one",
                    "generate a new one"),
            broken(
                    "a key for SSH",
                    world -> DoctorWorld.secret(
                            world.key, world.forge.pem().replace("PRIVATE KEY", "OPENSSH PRIVATE KEY")),
                    "key",
                    "but one for SSH",
                    "generate a new one"),
            new BrokenSetup(
                    "a folder instead of a key",
                    world -> {
                        Files.delete(world.key);
                        Files.createDirectory(world.key);
                    },
                    State.BROKEN,
                    List.of("key", "configuration"),
                    "app.pem is a folder, and no file",
                    "forge.private_key_file"),
            broken(
                    "a key that is none",
                    world -> DoctorWorld.secret(world.key, "-----BEGIN RSA PRIVATE KEY-----\nbm8ga2V5\n"),
                    "key",
                    "not an RSA key in PEM",
                    "generate a new one"),
            new BrokenSetup(
                    "a key that everybody can read",
                    world -> Files.setPosixFilePermissions(world.key, PosixFilePermissions.fromString("rw-r--r--")),
                    State.BROKEN,
                    List.of("key", "configuration"),
                    "every user of this machine can read it",
                    "chmod 600"),
            warned(
                    "a key that its group can read",
                    world -> Files.setPosixFilePermissions(world.key, PosixFilePermissions.fromString("rw-r-----")),
                    "key",
                    "its group can read it",
                    "chmod 600"),
            broken(
                    "the key of another App",
                    world -> DoctorWorld.secret(world.key, AppServer.pem(AppServer.pair())),
                    "key",
                    "does not take this key for App 42",
                    "Compare forge.app_id"),
            broken(
                    "an App that may only read code",
                    world -> {
                        world.forge.permissions.put("contents", "read");
                        world.forge.granted.put("contents", "read");
                    },
                    "permissions",
                    "the App lacks contents: write (has read)",
                    "/apps/fettle-acme (App settings, Permissions & events)"),
            broken(
                    "an owner who has not granted what the App asks for since",
                    world -> world.forge.granted.remove("checks"),
                    "permissions",
                    "the installation of acme has not granted checks: write",
                    "accepts the new permissions"),
            warned(
                    "an App that may do too much",
                    world -> world.forge.permissions.put("workflows", "write"),
                    "permissions",
                    "more than Fettle needs: workflows: write",
                    "Take them away"),
            warned(
                    "an App that is installed nowhere",
                    world -> world.forge.installed = false,
                    "permissions",
                    "installed nowhere",
                    "/apps/fettle-acme/installations/new"),
            broken(
                    "an App that is not told of CI",
                    world -> world.forge.events.remove("workflow_run"),
                    "events",
                    "not told of workflow_run",
                    "Subscribe to them"),
            broken(
                    "another webhook secret on the forge",
                    world -> world.forge.tried.add(0, new AppServer.Tried("push", 401, "Invalid HTTP Response: 401")),
                    "deliveries",
                    "the two webhook secrets differ",
                    "Write the same secret in both places"),
            broken(
                    "no webhook secret on the forge",
                    world -> world.forge.hookSecret = false,
                    "webhook",
                    "has no secret",
                    "Set the secret on the App's page"),
            warned(
                    "no webhook secret here",
                    world -> world.forgeSettings().remove("webhook_secret_file"),
                    "webhook",
                    "no webhook secret is configured here: every call is answered 503",
                    "forge.webhook_secret_file"),
            broken(
                    "a webhook that leads to another page",
                    world -> world.forge.hookUrl = "https://fettle.acme.example/",
                    "webhook",
                    "where Fettle takes no webhooks",
                    "https://fettle.acme.example/webhooks/github"),
            broken(
                    "a webhook that leads to the forge's own loopback address",
                    world -> world.forge.hookUrl = "http://127.0.0.1:8080/webhooks/github",
                    "webhook",
                    "only its own machine can reach",
                    "let Fettle poll"),
            broken(
                    "a firewall before the webhook",
                    world -> world.forge.tried.add(0, new AppServer.Tried("issues", 0, "failed to connect to host")),
                    "deliveries",
                    "did not reach this server (failed to connect to host)",
                    "Is the server up, its address public"),
            warned(
                    "an App to which nothing was ever delivered",
                    world -> {
                        world.forge.tried.clear();
                        removeAll(world.data);
                        world.looked = Set.of("deliveries");
                    },
                    "deliveries",
                    "the forge never tried to deliver anything, and none was ever verified here",
                    "Install the App on a repository"));

    /** What Fettle keeps, and what it stands on. */
    static final List<BrokenSetup> OF_THIS_MACHINE = List.of(
            broken(
                    "a data folder that is none",
                    world -> {
                        Files.writeString(world.data.resolveSibling("taken"), "");
                        world.settings.put("data_dir", "taken");
                    },
                    "disk",
                    "taken is no folder",
                    "data_dir in the settings"),
            broken(
                    "a disk that is full",
                    world -> world.room = path -> path.startsWith(world.data) ? 10L << 20 : 50L << 30,
                    "disk",
                    "10 MB free at",
                    "data_dir in the settings"),
            broken(
                    "a home that is a file",
                    world -> {
                        Files.writeString(world.folder.resolve("home"), "");
                        world.looked = with("sandbox");
                    },
                    "disk",
                    "home is no folder",
                    "FETTLE_HOME for the rest"),
            broken(
                    "a database with a page that was written over",
                    world -> damaged(world.data.resolve("fettle.db")),
                    "database",
                    "is damaged",
                    "fettle restore"),
            broken(
                    "a database that is gone",
                    world -> Files.delete(world.data.resolve("fettle.db")),
                    "database",
                    "was here and is gone",
                    "fettle restore"),
            broken(
                    "a database that everybody can read",
                    world -> Files.setPosixFilePermissions(
                            world.data.resolve("fettle.db"), PosixFilePermissions.fromString("rw-r--r--")),
                    "database",
                    "others than its owner can read",
                    "chmod 600"),
            broken(
                    "a key of the settings that Fettle does not know",
                    world -> world.forgeSettings().put("aap_id", 1),
                    "configuration",
                    "did you mean 'forge.app_id'?",
                    "Correct it there"),
            broken(
                    "an Enterprise Server's address without its path",
                    world -> {
                        world.forge.prefix = "/api/v3";
                        world.forgeSettings().put("api_url", world.forge.web());
                    },
                    "forge",
                    "not as GitHub's API does",
                    "/api/v3: set forge.api_url to"),
            broken(
                    "a forge whose name nobody knows",
                    world -> world.forgeSettings().put("api_url", "https://forge.invalid/api/v3"),
                    "forge",
                    "cannot be reached",
                    "getent hosts forge.invalid"),
            broken(
                    "a firewall before the forge",
                    world -> world.forgeSettings().put("api_url", "http://127.0.0.1:" + closedPort()),
                    "forge",
                    "cannot be reached",
                    "open the firewall"),
            broken(
                    "a certificate of the company's own authority",
                    world -> world.forgeSettings().put("api_url", "https://127.0.0.1:" + world.forge.httpsPort()),
                    "forge",
                    "cannot be reached",
                    "forge.ca_bundle"),
            broken(
                    "a clone that lost its objects",
                    world -> {
                        Path mirror = world.data.resolve("git/mirrors/0123.git");
                        Files.createDirectories(mirror.resolve("refs/heads"));
                        Files.createDirectories(mirror.resolve("objects"));
                        Files.writeString(mirror.resolve("HEAD"), "ref: refs/heads/main\n");
                        Files.writeString(mirror.resolve("refs/heads/main"), "1".repeat(40) + "\n");
                    },
                    "git",
                    "cannot be read: 0123.git",
                    "fetched again"),
            warned(
                    "a lock of git that a killed process left",
                    world -> {
                        Path mirror = Files.createDirectories(world.data.resolve("git/mirrors/0123.git/refs/heads"))
                                .getParent()
                                .getParent();
                        Files.createDirectories(mirror.resolve("objects"));
                        Files.writeString(mirror.resolve("HEAD"), "ref: refs/heads/main\n");
                        Path lock = Files.writeString(mirror.resolve("packed-refs.lock"), "");
                        Files.setLastModifiedTime(
                                lock, FileTime.from(Instant.now().minus(Duration.ofHours(3))));
                    },
                    "git",
                    "locks were left behind",
                    "packed-refs.lock"),
            warned(
                    "Fettle that is switched off",
                    world -> world.settings.putObject("self_improvement").put("enabled", false),
                    "sources",
                    "nothing becomes a ticket",
                    "SELF_IMPROVEMENT_ENABLED"),
            warned(
                    "pages that everybody can read who finds them",
                    world -> world.forgeSettings().remove(List.of("client_id", "client_secret_file")),
                    "pages",
                    "whoever reaches https://fettle.acme.example can read the pages",
                    "forge.client_id and forge.client_secret_file"),
            broken(
                    "half of what sign-in needs",
                    world -> world.forgeSettings().remove("client_id"),
                    "configuration",
                    "'forge.client_id' is missing",
                    "Correct it there"),
            broken(
                    "no sandbox",
                    world -> {
                        world.settings
                                .putObject("sandbox")
                                .put("mode", "none")
                                .putArray("repositories")
                                .add("acme/shop");
                        world.looked = with("sandbox");
                    },
                    "sandbox",
                    "sandbox.mode is none",
                    "Set sandbox.mode to auto"),
            broken(
                    "something else on the server's port",
                    world -> {
                        Path unused = world.folder;
                        int port = Integer.parseInt(world.forge.web().replaceFirst(".*:", ""));
                        world.settings.withObject("/server").put("port", port);
                        world.looked = with("server");
                    },
                    "server",
                    "something else than Fettle answers",
                    "another server.port"));

    private BrokenSetups() {}

    private static Set<String> with(String check) {
        Set<String> checks = new TreeSet<>(DoctorWorld.QUICK);
        checks.add(check);
        return checks;
    }

    private static void damaged(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            for (long page = 2; page * 4096 < open.length(); page++) {
                open.seek(page * 4096);
                open.write(new byte[512]);
            }
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** All of a folder. */
    static void removeAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
