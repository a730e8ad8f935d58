package dev.fettle.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * One job's cell: a writable folder bounded in bytes and files, a user id of its own where the launcher may give one, no network.
 *
 * <p>Paths are the same inside and outside. Everything that runs in one sandbox shares {@link #directory()}; nothing else is writable except a private
 * temporary folder. {@link #close()} kills what still runs and removes the folder, whatever foreign code did to it.
 */
public interface Sandbox extends AutoCloseable {
    /** The writable folder, absolute; the working directory of commands unless they say otherwise. */
    Path directory();

    /** Copies a tree (or one file) from the host into {@code target}, a relative path below {@link #directory()}. Links are copied as links only when they stay inside. */
    void copyIn(Path source, String target);

    /** Writes one file below {@link #directory()}; parents are made. */
    void write(String target, byte[] content);

    /** Runs a command to its end or to its limit. Never throws for what the command does; its end is in the {@link Execution}. */
    Execution run(Command command, Limits limits);

    /** Starts a process that stays, with bounded pipes: warm test JVMs, servers over stdio. */
    LiveProcess start(Command command, Limits limits);

    /**
     * Reads regular files that match the globs (relative to {@link #directory()}), never following a link, never opening a device or pipe.
     * Files above {@code maxBytesEach} are left out and named in the result.
     */
    Collected collect(List<String> globs, long maxBytesEach);

    @Override
    void close();
}
