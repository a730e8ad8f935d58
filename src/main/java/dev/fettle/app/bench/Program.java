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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that a bench starts, waits for and kills, and that does not outlive it. What it prints is kept in a file. */
final class Program implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final CompletableFuture<Integer> ended;
    private final Path log;
    private final Predicate<String> isUp;
    private final CompletableFuture<String> up = new CompletableFuture<>();

    /**
     * How a program is started.
     *
     * @param words the program and its arguments
     * @param folder its working directory
     * @param environment over this process's own
     * @param log what it prints is added to this file
     * @param errors where its standard error goes; "" to the log too
     */
    record Start(List<String> words, Path folder, Map<String, String> environment, Path log, String errors) {
        Start {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    /** Starts it; it is up with the first line of its output that says so, for which {@link #announced()} waits. */
    Program(Start start, Predicate<String> isUp) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(start.words()).directory(start.folder().toFile());
        builder.environment().putAll(start.environment());
        if (start.errors().isEmpty()) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(Path.of(start.errors()).toFile());
        }
        this.log = start.log();
        this.isUp = isUp;
        this.process = builder.start();
        diesWithUs(process);
        // One for all who ask: a new one is never done at once, even when the process is.
        this.ended = process.onExit().thenApply(Process::exitValue);
        Thread reading = new Thread(this::read, "output of " + start.folder().getFileName());
        reading.setDaemon(true);
        reading.start();
    }

    /** However this process is told to end, by Ctrl-C too. One that is started while it ends dies at once. */
    private static void diesWithUs(Process process) {
        Thread hook = new Thread(process::destroyForcibly);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            process.destroyForcibly();
            throw ending;
        }
        var unused = process.onExit().thenRun(() -> forget(hook));
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            LOG.debug("a program ended with this one", ending);
        }
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
                if (isUp.test(line)) {
                    up.complete(line);
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            up.completeExceptionally(e);
        }
        up.completeExceptionally(new IOException("the process ended before it was up; see " + log));
    }

    /** Waits until it says that it is up, and returns the line. */
    String announced() throws IOException, InterruptedException {
        try {
            return up.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("a program did not start: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("a program was not up within " + PATIENCE_SECONDS + " s; see " + log, e);
        }
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
        return ended;
    }

    /** As {@code kill -9} does, and waits until nothing of it runs any more. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Tells it to stop, and waits half a minute before it is killed. */
    @Override
    public void close() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
