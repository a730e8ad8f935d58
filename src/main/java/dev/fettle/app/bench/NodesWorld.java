package dev.fettle.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Permission;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.forge.local.Webhook;
import dev.fettle.store.Place;
import dev.fettle.store.Stores;
import dev.fettle.store.folder.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Servers and workers, each a process of its own, on one PostgreSQL database and one forge of folders, under deliveries and kills. The repositories hold nothing that can be built,
 * so each ticket ends after its checkout: it is the way through all processes that is tried, not the repair.
 */
public final class NodesWorld {
    private static final String PERSON = "maria";

    private final Path folder;
    private final NodesPlan plan;
    private final Place place;
    private final LocalForgeWorld world;
    private final List<Repository> repositories = new ArrayList<>();
    private final CountDownLatch up = new CountDownLatch(1);
    private final List<NodeProcess> servers = new CopyOnWriteArrayList<>();
    private final List<NodeProcess> workers = new CopyOnWriteArrayList<>();
    private final List<String> urls = new CopyOnWriteArrayList<>();
    private final NodeOptions options;

    /**
     * Makes the repositories; nothing runs yet.
     *
     * @param folder for everything but the database, empty
     * @param place an empty database on a server
     */
    public NodesWorld(Path folder, NodesPlan plan, Place place) {
        this(folder, plan, place, NodeOptions.NONE);
    }

    /** @param place may be the data folder of the only server, too */
    NodesWorld(Path folder, NodesPlan plan, Place place, NodeOptions options) {
        this.folder = folder;
        this.options = options;
        this.plan = plan;
        this.place = place;
        this.world = new LocalForgeWorld(new LocalForge(
                folder.resolve("forge"),
                new Identity("fettle[bot]", 1, 0),
                "http://localhost",
                InstantSource.system()));
        for (int i = 0; i < plan.repositories(); i++) {
            Repository repository =
                    world.createRepository("bench", "shop" + i, Map.of("README.md", "Nothing to build.\n"));
            world.setPermission(repository.ref(), PERSON, Permission.WRITE);
            repositories.add(repository);
        }
    }

    /**
     * Runs the plan to its end, and stops all processes.
     *
     * @param senders that deliver at the same time
     * @param patience how long, after the last delivery, everything may take to end
     */
    public NodesResult run(int senders, Duration patience) throws IOException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < plan.servers(); i++) {
                // One after the other: the first makes the tables and the key.
                NodeProcess server = start("server" + i, List.of("serve", "--port", "0"));
                servers.add(server);
                urls.add(server.url());
            }
            for (int i = 0; i < plan.workers(); i++) {
                workers.add(worker(i));
            }
            Future<Integer> killing =
                    threads.submit(() -> new NodesKills(workers, this::worker, plan.killEvery()).until(over));
            Future<Integer> killingServers =
                    threads.submit(() -> new NodesKills(servers, this::again, plan.killServersEvery()).until(over));
            long begun = System.nanoTime();
            NodesLoad load = new NodesLoad(urls);
            try (Stores stores = Stores.beside(place, InstantSource.system(), text -> text)) {
                up.countDown();
                deliver(load, threads, senders);
                NodesEnd end = new NodesEnd(stores, world, repositories, plan);
                end.await(patience);
                double seconds = (System.nanoTime() - begun) / 1e9;
                over.set(true);
                return end.result(load, get(killing), get(killingServers), seconds);
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
            for (NodeProcess worker : workers) {
                worker.kill();
            }
            for (NodeProcess server : servers) {
                server.close();
            }
        }
    }

    /** Open once all servers are up, and deliveries come. */
    CountDownLatch up() {
        return up;
    }

    NodeProcess server(int number) {
        return servers.get(number);
    }

    /** Starts a server again that has ended, where it was: same folder, same port. */
    void restart(int number) throws IOException, InterruptedException {
        beginAgain(number, options);
        servers.get(number).announced();
    }

    /** Likewise, started otherwise than before, and does not wait for it: it works before it listens, and may end before that. */
    void beginAgain(int number, NodeOptions otherwise) throws IOException {
        servers.set(number, again(number, otherwise));
    }

    private NodeProcess again(int number) throws IOException {
        return again(number, options);
    }

    private NodeProcess again(int number, NodeOptions how) throws IOException {
        String url = urls.get(number);
        String port = url.substring(url.lastIndexOf(':') + 1);
        return start("server" + number, List.of("serve", "--port", port), how);
    }

    private void deliver(NodesLoad load, ExecutorService threads, int senders)
            throws IOException, InterruptedException {
        List<Future<?>> sending = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            int first = sender;
            sending.add(threads.submit(() -> {
                for (int issue = first; issue < plan.issues(); issue += senders) {
                    Act opened = world.openIssue(
                            repositories.get(issue % repositories.size()).ref(),
                            PERSON,
                            "Order " + issue + " fails",
                            trace(issue),
                            plan.asked(issue) ? new String[] {"fettle"} : new String[0]);
                    for (Webhook webhook : opened.webhooks()) {
                        load.send(webhook);
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : sending) {
            get(each);
        }
    }

    private static String trace(int issue) {
        return "```\njava.lang.IllegalStateException: no such order\n\tat shop.Part" + issue + ".order(Part" + issue
                + ".java:12)\n\tat shop.Main.main(Main.java:5)\n```\n";
    }

    private NodeProcess worker(int number) throws IOException {
        return start("worker" + number, List.of("work"));
    }

    private NodeProcess start(String name, List<String> command) throws IOException {
        return start(name, command, options);
    }

    private NodeProcess start(String name, List<String> command, NodeOptions how) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Path settings = own.resolve("fettle.json");
        Files.write(settings, new ObjectMapper().writeValueAsBytes(settings(own)));
        return new NodeProcess(own, settings, command, how);
    }

    private ObjectNode settings(Path own) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        if (place.server().isPresent()) {
            root.put("data_dir", own.resolve("data").toString());
            root.putObject("store")
                    .put("url", place.server().get().url())
                    .put("user", place.server().get().user())
                    .put("key_file", place.keyFile().toString());
        } else {
            root.put("data_dir", place.folder().toString());
        }
        root.putObject("workers")
                .put("quick", 4)
                .put("cycles", 2)
                .put("lease_seconds", plan.lease().toSeconds());
        Path secret = own.resolve("webhook.secret");
        if (!Files.exists(secret)) {
            PrivateFiles.replace(secret, NodesLoad.SECRET.getBytes(StandardCharsets.UTF_8));
        }
        root.putObject("forge")
                .put("kind", "local")
                .put("folder", folder.resolve("forge").toString())
                .put("webhook_secret_file", secret.toString());
        root.putObject("self_improvement")
                .putObject("budgets")
                .put("events_per_hour", 100_000)
                .put("comments_per_hour", 500);
        return root;
    }

    private static <T> T get(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get(1, TimeUnit.HOURS);
        } catch (ExecutionException e) {
            throw new IOException("a part of the bench failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("a part of the bench took over an hour", e);
        }
    }
}
