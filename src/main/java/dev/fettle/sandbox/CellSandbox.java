package dev.fettle.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A job's folder and the cell that its processes are held in. */
public final class CellSandbox implements Sandbox {
    private static final String CLOSED = "the sandbox is closed";

    private final JobFolder folder;
    private final Cell cell;
    private final Set<LiveProcess> living = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    public CellSandbox(JobFolder folder, Cell cell) {
        this.folder = folder;
        this.cell = cell;
    }

    @Override
    public Path directory() {
        return folder.work();
    }

    @Override
    public void copyIn(Path source, String target) {
        folder.copyIn(source, target);
    }

    @Override
    public void write(String target, byte[] content) {
        folder.write(target, content);
    }

    @Override
    public Collected collect(List<String> globs, long maxBytesEach) {
        return folder.collect(globs, maxBytesEach);
    }

    @Override
    public Execution run(Command command, Limits limits) {
        return closed.get() ? ProcessLauncher.notStarted(CLOSED, Duration.ZERO) : cell.run(command, limits);
    }

    @Override
    public LiveProcess start(Command command, Limits limits) {
        if (closed.get()) {
            throw new UncheckedIOException(new IOException(CLOSED));
        }
        LiveProcess process = cell.start(command, limits);
        living.add(process);
        return process;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            living.forEach(LiveProcess::close);
            cell.clear();
        }
    }
}
