package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.forge.local.Webhook;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A server has no descriptor, no thread, no memory left while deliveries come: what it accepted it keeps, and when there is room again it goes on. */
class ExhaustionTest {
    private static final int ROUNDS = 1;
    private static final Duration LASTS = Duration.ofSeconds(3);
    private static final int DELIVERIES = 80;
    /** More than descriptors that a server at work may give back meanwhile, and fewer than may stand before its door (50). */
    private static final int GREEDY = 45;

    private static final int QUESTIONS = 12;

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void withoutADescriptorItTakesNothingInAndAfterwardsItGoesOn(TestReporter reporter) throws Exception {
        int unanswered = 0;
        NodeOptions packed = new NodeOptions(List.of(), "", packed());
        try (Disturbed server = Disturbed.single(folder, DELIVERIES, packed)) {
            NodeProcess process = server.world.server(0);
            for (int round = 0; round < ROUNDS && server.goesOnFor(Duration.ofMillis(300)); round++) {
                List<Socket> greedy = new ArrayList<>();
                descriptors(process.pid(), open(process.pid()) + 3);
                try {
                    for (int i = 0; i < GREEDY; i++) {
                        greedy.add(new Socket(InetAddress.getLoopbackAddress(), port(process)));
                    }
                    server.goesOnFor(LASTS);
                    unanswered += alive(process) ? 0 : 1;
                } finally {
                    descriptors(process.pid(), 4_096);
                    for (Socket socket : greedy) {
                        socket.close();
                    }
                }
                assertThat(aliveAgain(process)).as("there is room again").isTrue();
            }
            server.endsWell();
        }
        assertThat(unanswered).as("times that nobody new was heard").isEqualTo(ROUNDS);
        reporter.publishEntry("injected", Integer.toString(unanswered));
    }

    @Test
    @Tag("slow")
    void withoutAThreadItGoesOnWithThoseThatItHas(TestReporter reporter) throws Exception {
        Path group = Path.of(
                "/sys/fs/cgroup/pids/fettle-test-" + ProcessHandle.current().pid());
        assumeTrue(made(group), "needs a control group for the number of threads");
        try (Disturbed server = Disturbed.single(folder, DELIVERIES)) {
            NodeProcess process = server.world.server(0);
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(process.pid()));
            // At once, when much is loaded for the first time: a class that wanted a thread then would be lost for
            // good.
            for (int round = 0; round < ROUNDS && server.goesOnFor(Duration.ofMillis(1)); round++) {
                Files.writeString(group.resolve("pids.max"), Files.readString(group.resolve("pids.current")));
                server.goesOnFor(LASTS);
                Files.writeString(group.resolve("pids.max"), "max");
                assertThat(aliveAgain(process)).as("it is there").isTrue();
            }
            server.endsWell();
        } finally {
            Files.delete(group);
        }
        long refused = Files.readString(folder.resolve("world/server0/node.log"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("Failed to start thread") || line.contains("unable to create"))
                .count();
        assertThat(refused).as("threads and processes that were refused").isPositive();
        reporter.publishEntry("injected", Long.toString(refused));
    }

    @Test
    void withoutMemoryItEndsAtOnceAndTheNextStartGoesOn(TestReporter reporter) throws Exception {
        NodeOptions small = new NodeOptions(List.of("-Xmx80m", "-XX:+ExitOnOutOfMemoryError"), "", "");
        int deaths = 0;
        try (Disturbed server = Disturbed.single(folder, DELIVERIES, small)) {
            for (int round = 0; round < ROUNDS && server.goesOnFor(Duration.ofMillis(500)); round++) {
                NodeProcess process = server.world.server(0);
                for (int i = 0; i < 30 && !process.ended().isDone(); i++) {
                    sendLarge(process, round + "-" + i);
                }
                assertThat(process.ended().get(30, TimeUnit.SECONDS))
                        .as("the exit status of a JVM without memory")
                        .isEqualTo(3);
                deaths++;
                server.world.restart(0);
            }
            server.endsWell();
        }
        assertThat(deaths).isEqualTo(ROUNDS);
        reporter.publishEntry("injected", Integer.toString(deaths));
    }

    /** The class path without folders, each class of which wants a descriptor: the server is one jar, which is open from its start on. */
    private String packed() {
        List<String> path = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(element))) {
                String jar = folder.resolve("classes-" + path.size() + ".jar").toString();
                ToolProvider packer = ToolProvider.findFirst("jar").orElseThrow();
                assertThat(packer.run(System.out, System.err, "--create", "--file", jar, "-C", element, "."))
                        .isZero();
                path.add(jar);
            } else {
                path.add(element);
            }
        }
        return String.join(File.pathSeparator, path);
    }

    /** On a machine that does much else ten seconds are soon over. */
    private static boolean aliveAgain(NodeProcess process) throws Exception {
        for (int asked = 0; asked < QUESTIONS && !process.ended().isDone(); asked++) {
            if (alive(process)) {
                return true;
            }
        }
        return false;
    }

    private static boolean alive(NodeProcess process) throws Exception {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(process.url() + "/health/live"))
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException unheard) {
            return false;
        }
    }

    /** As large as a forge's can be, and signed. */
    private static void sendLarge(NodeProcess process, String id) throws Exception {
        Webhook webhook = new Webhook(
                "star", ("{\"large\":\"" + "x".repeat(25_000_000) + "\"}").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(process.url() + "/webhooks/github"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", webhook.event())
                .header("X-GitHub-Delivery", "large-" + id)
                .header("X-Hub-Signature-256", webhook.signature(NodesLoad.SECRET))
                .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()))
                .build();
        try {
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException died) {
            // Which is what the caller looks for.
        }
    }

    private static int port(NodeProcess process) throws Exception {
        return URI.create(process.url()).getPort();
    }

    private static long open(long pid) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return all.count();
        }
    }

    private static void descriptors(long pid, long most) throws Exception {
        int status = new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=" + most + ":")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).as("prlimit").isZero();
    }

    private static boolean made(Path group) {
        try {
            Files.createDirectory(group);
            return true;
        } catch (IOException notOurs) {
            return false;
        }
    }
}
