package dev.fettle.probe;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** Asks for what variants of a batch do on inputs near those that a test has. */
final class ProbeRequest {
    final int batch;
    int[] variants;
    final String className;
    final String method;
    /** What the test itself may use. */
    final Request.Limit limit;
    /** Ticks of one call. */
    final long callTicks;
    /** Nanoseconds for all of it. */
    final long nanos;
    /** So many runs of the test, beyond the first few. */
    final int mostRuns;

    ProbeRequest(DataInputStream in) throws IOException {
        batch = in.readInt();
        variants = new int[in.readInt()];
        for (int i = 0; i < variants.length; i++) {
            variants[i] = in.readInt();
        }
        className = Wire.readText(in);
        method = Wire.readText(in);
        limit = new Request.Limit(in.readLong(), in.readLong());
        callTicks = in.readLong();
        nanos = in.readLong();
        mostRuns = in.readInt();
    }

    /** Leaves out all other variants: one that sits in a constructor or an initialiser shows in what it builds, not in a call. */
    void keep(Set<Integer> some) {
        variants = Arrays.stream(variants).filter(some::contains).toArray();
    }
}
