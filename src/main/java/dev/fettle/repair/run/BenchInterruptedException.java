package dev.fettle.repair.run;

/** The calling thread was interrupted while it waited for a test JVM; its interrupt flag is set again. */
public final class BenchInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchInterruptedException() {
        super("interrupted while tests ran");
    }
}
