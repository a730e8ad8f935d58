package dev.fettle.app.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server of one test alone, which stops, dies and starts again over the same data. */
final class OwnPostgres implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path data;
    private EmbeddedPostgres server;

    OwnPostgres(Path data) throws IOException {
        this.data = data;
        this.server = builder().start();
    }

    int port() {
        return server.getPort();
    }

    /** In order, as an operator does it: whoever is connected is told, and sent away. */
    void restart() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        server.close();
        ended(postmaster);
        start();
    }

    /** As {@code kill -9} does to the whole server, which then recovers from its log. */
    void crash() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        var children = postmaster.children().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        ended(postmaster);
        for (ProcessHandle child : children) {
            ended(child);
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        server.close(); // gives up its lock of the folder; there is nothing left to stop
        start();
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Whoever wants to write to the tickets waits until the answer is closed. */
    Connection lockTickets() throws SQLException {
        Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table improvement_tickets, deliveries in exclusive mode");
        }
        return connection;
    }

    private static void ended(ProcessHandle process) throws InterruptedException {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("process " + process.pid() + " does not end", e);
        }
    }

    private void start() throws IOException {
        server = builder().setPort(server.getPort()).start();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "100")
                // What a killed server wrote is still in the machine's memory; the power stays on here.
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
