package dev.fettle.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Probot, as its package manager brings it into a folder, with an app that verifies signatures, hears two events, and does and keeps nothing. */
final class ProbotServer implements AutoCloseable {
    private static final String PACKAGE = "probot@14";
    private static final String SECRET = "a secret of the bench, and of Probot";
    private static final String APP = "fettle-bench.mjs";

    private final Program program;
    private final WebhookTarget target;

    /** Brings it into the folder unless it is there, starts it, and returns when it listens. */
    ProbotServer(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (!Files.isDirectory(folder.resolve("node_modules/probot"))) {
            install(folder);
        }
        try (InputStream app = ProbotServer.class.getResourceAsStream(APP)) {
            if (app == null) {
                throw new IllegalStateException("the jar was built without the bench's " + APP);
            }
            Files.write(folder.resolve(APP), app.readAllBytes());
        }
        int port = freePort();
        this.program = new Program(
                new Program.Start(
                        List.of("node", APP),
                        folder,
                        Map.of("PORT", Integer.toString(port), "WEBHOOK_SECRET", SECRET, "NODE_ENV", "production"),
                        folder.resolve("probot.log"),
                        ""),
                line -> line.startsWith("probot "));
        String version = program.announced();
        this.target = new WebhookTarget(
                version, URI.create("http://127.0.0.1:" + port + "/api/github/webhooks"), SECRET, program.pid());
    }

    private static void install(Path folder) throws IOException, InterruptedException {
        Program.Start npm = new Program.Start(
                List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", ".", PACKAGE),
                folder,
                Map.of(),
                folder.resolve("npm.log"),
                "");
        try (Program installing = new Program(npm, line -> false)) {
            int status = installing.ended().get(10, TimeUnit.MINUTES);
            if (status != 0) {
                throw new IOException("npm could not bring " + PACKAGE + "; see " + folder.resolve("npm.log"));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("npm did not end; see " + folder.resolve("npm.log"), e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    WebhookTarget target() {
        return target;
    }

    @Override
    public void close() throws InterruptedException {
        program.close();
    }
}
