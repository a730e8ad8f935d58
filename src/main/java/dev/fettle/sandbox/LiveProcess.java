package dev.fettle.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** A process that stays alive inside a sandbox and is spoken to through its pipes. Closing kills its whole tree. */
public interface LiveProcess extends AutoCloseable {
    /** To the process's standard input. */
    OutputStream stdin();

    /** From the process's standard output. The reader bounds what it keeps. */
    InputStream stdout();

    /** The last of what it wrote to standard error, at most 64 KiB. */
    String stderrTail();

    boolean isAlive();

    /** Waits at most so long for the end; true when it ended. */
    boolean awaitExit(Duration atMost);

    @Override
    void close();
}
