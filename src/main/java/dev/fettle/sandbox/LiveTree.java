package dev.fettle.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A process tree that is spoken to through its pipes. */
final class LiveTree implements LiveProcess {
    private static final int STDERR_BYTES = 64 << 10;

    private final Process process;
    private final SupervisedTree tree;
    private final SupervisedTree.Watch watch;
    private final OutputReader stderr;
    private final Runnable whenOver;
    private final AtomicBoolean closed = new AtomicBoolean();

    LiveTree(Process process, SupervisedTree tree, SupervisedTree.Watch watch, Runnable whenOver) {
        this.process = process;
        this.tree = tree;
        this.watch = watch;
        this.whenOver = whenOver;
        this.stderr = OutputReader.startTail(process.getErrorStream(), STDERR_BYTES, "sandbox-stderr");
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }

    @Override
    public String stderrTail() {
        if (!process.isAlive()) {
            stderr.awaitEnd(Duration.ofMillis(500));
        }
        return stderr.text();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean awaitExit(Duration atMost) {
        try {
            return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private void closePipes() {
        try (InputStream out = process.getInputStream();
                OutputStream in = process.getOutputStream()) {
            in.flush();
        } catch (IOException e) {
            // Unsent bytes to a dead process.
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        watch.close();
        tree.kill();
        tree.awaitExit();
        stderr.awaitEnd(Duration.ofSeconds(2));
        closePipes();
        whenOver.run();
    }
}
