package dev.fettle.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.forge.local.Webhook;
import dev.fettle.store.Place;
import dev.fettle.store.Stores;
import dev.fettle.store.folder.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code fettle serve} as a process of its own, with its SQLite file on the disk, which takes webhooks and, when asked, repairs meanwhile. */
final class WebhookServer implements AutoCloseable {
    private static final String SECRET = "a secret of the bench, and of nobody else";
    private static final String OWNER = "bench";
    private static final long LOOK_MILLIS = 100;

    private final Path data;
    private final LocalForgeWorld world;
    private final NodeProcess process;
    private final WebhookTarget target;

    /**
     * Returns when it listens.
     *
     * @param folder for all that it keeps, on the disk that is measured
     * @param home where it finds dependencies of what it repairs
     */
    WebhookServer(Path folder, Path home) throws IOException, InterruptedException {
        Path forge = folder.resolve("forge");
        this.data = folder.resolve("data");
        this.world = new LocalForgeWorld(
                new LocalForge(forge, new Identity("fettle[bot]", 1, 1), "http://localhost", InstantSource.system()));
        Path own = Files.createDirectories(folder.resolve("server"));
        Path secret = own.resolve("webhook.secret");
        PrivateFiles.replace(secret, SECRET.getBytes(StandardCharsets.UTF_8));
        Path settings = own.resolve("fettle.json");
        Files.write(settings, new ObjectMapper().writeValueAsBytes(settings(forge, secret)));
        NodeOptions asLaunched = NodeOptions.AS_LAUNCHED.with(Map.of("FETTLE_HOME", home.toString()));
        this.process = new NodeProcess(own, settings, List.of("serve", "--port", "0"), asLaunched);
        this.target =
                new WebhookTarget("fettle", URI.create(process.url() + "/webhooks/github"), SECRET, process.pid());
    }

    private ObjectNode settings(Path forge, Path secret) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("data_dir", data.toString());
        root.putObject("workers").put("quick", 4).put("cycles", 1);
        root.putObject("forge")
                .put("kind", "local")
                .put("folder", forge.toString())
                .put("webhook_secret_file", secret.toString());
        return root;
    }

    WebhookTarget target() {
        return target;
    }

    /** How many deliveries are in the database. */
    long kept() {
        try (Stores stores = beside()) {
            return stores.deliveryRows().byOutcome().values().stream()
                    .mapToLong(Integer::longValue)
                    .sum();
        }
    }

    /** A repository whose CI failed: the server begins to repair it. Returns once it does. */
    void repair(Map<String, String> files, byte[] log, Duration patience) throws IOException, InterruptedException {
        Repository repository = world.createRepository(OWNER, "sample", files);
        send(world.install(repository.ref(), "maria"), 0);
        String head = world.branches(repository.ref()).getOrDefault(repository.defaultBranch(), "");
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, repository.defaultBranch());
        send(world.finishRun(repository.ref(), run, "failure", Map.of("build", log)), 1);
        long end = System.nanoTime() + patience.toNanos();
        while (!repairs()) {
            if (System.nanoTime() > end) {
                throw new IOException("no repair began within " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Whether it works on a repair now. */
    boolean repairs() {
        try (Stores stores = beside()) {
            return List.of(Status.IN_PROGRESS, Status.TESTING).stream()
                    .anyMatch(status ->
                            stores.backlog().count(new TicketFilter(status, null, null, null, null, 1, 0)) > 0);
        }
    }

    private Stores beside() {
        return Stores.beside(Place.folder(data), InstantSource.system(), text -> text);
    }

    private void send(Act act, int which) throws IOException {
        try (OpenConnection connection = new OpenConnection(target.url())) {
            int number = 0;
            for (Webhook webhook : act.webhooks()) {
                int status = connection.post(
                        webhook, "sample-" + which + "-" + number++, webhook.signature(target.secret()));
                if (status != 202) {
                    throw new IOException("the server answered " + status + " to a signed webhook");
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
