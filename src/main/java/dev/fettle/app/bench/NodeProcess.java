package dev.fettle.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A Fettle of its own, as an operator starts one: {@code fettle serve} or {@code fettle work}. Its log is {@code node.log} in its folder. */
final class NodeProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path log;
    private final CompletableFuture<String> up = new CompletableFuture<>();

    /** Starts it; it is up once {@link #announced()} returns. */
    NodeProcess(Path folder, Path settings, List<String> command, NodeOptions options) throws IOException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m");
        String classPath = options.classPath().isEmpty() ? System.getProperty("java.class.path") : options.classPath();
        List<String> main = List.of("-cp", classPath, "dev.fettle.app.Main");
        List<String> words = Stream.of(java, options.jvm(), main, command, List.of("--config", settings.toString()))
                .flatMap(List::stream)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(words);
        if (options.log().isEmpty()) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(Path.of(options.log()).toFile());
        }
        builder.environment().put("FETTLE_HOME", folder.toString());
        this.log = Files.createDirectories(folder).resolve("node.log");
        this.process = builder.start();
        Thread reading = new Thread(this::read, "node " + folder.getFileName());
        reading.setDaemon(true);
        reading.start();
    }

    private void read() {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter copy = new PrintWriter(
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            String line = lines.readLine();
            while (line != null) {
                copy.println(line);
                copy.flush();
                if (line.startsWith("fettle listens on ") || line.startsWith("fettle works")) {
                    up.complete(line);
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            up.completeExceptionally(e);
        }
        up.completeExceptionally(new IOException("the process ended before it was up; its folder has node.log"));
    }

    /** Waits until it says that it is up, and returns the line. */
    String announced() throws IOException, InterruptedException {
        try {
            return up.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("a node did not start: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("a node was not up within " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** Where a server listens. */
    String url() throws IOException, InterruptedException {
        String line = announced().substring("fettle listens on ".length());
        return line.substring(0, line.indexOf(','));
    }

    long pid() {
        return process.pid();
    }

    /** From now on nobody reads what it prints, and it is told so at its next line. */
    void hangUp() throws IOException {
        process.getInputStream().close();
    }

    /** Its exit status, once it has ended by itself. */
    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** As {@code kill -9} does, and waits until nothing of it runs any more. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
