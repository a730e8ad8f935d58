package dev.fettle.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A Fettle of its own, as an operator starts one: {@code fettle serve} or {@code fettle work}. Its log is {@code node.log} in its folder. */
final class NodeProcess implements AutoCloseable {
    private static final String LISTENS = "fettle listens on ";

    private final Program program;

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
        Map<String, String> environment = new HashMap<>(Map.of("FETTLE_HOME", folder.toString()));
        environment.putAll(options.environment());
        Path log = Files.createDirectories(folder).resolve("node.log");
        this.program = new Program(
                new Program.Start(words, Path.of("").toAbsolutePath(), environment, log, options.log()),
                line -> line.startsWith(LISTENS) || line.startsWith("fettle works"));
    }

    /** Waits until it says that it is up, and returns the line. */
    String announced() throws IOException, InterruptedException {
        return program.announced();
    }

    /** Where a server listens. */
    String url() throws IOException, InterruptedException {
        String line = announced().substring(LISTENS.length());
        return line.substring(0, line.indexOf(','));
    }

    long pid() {
        return program.pid();
    }

    /** From now on nobody reads what it prints, and it is told so at its next line. */
    void hangUp() throws IOException {
        program.hangUp();
    }

    /** Its exit status, once it has ended by itself. */
    CompletableFuture<Integer> ended() {
        return program.ended();
    }

    /** As {@code kill -9} does, and waits until nothing of it runs any more. */
    void kill() throws InterruptedException {
        program.kill();
    }

    @Override
    public void close() throws InterruptedException {
        program.close();
    }
}
