package dev.fettle.probe;

import java.util.Arrays;
import java.util.BitSet;

/** Which probed lines ran since the last reset, and which of them while a class was loaded. Probes are numbered from 0 as classes are defined. */
public final class Lines {
    private static boolean[] hits = new boolean[1 << 16];
    private static boolean[] atLoading = new boolean[1 << 16];
    private static int probes;

    private Lines() {}

    /** Called by instrumented code when a line begins. */
    public static void hit(int probe) {
        hits[probe] = true;
        if (Loading.isOn()) {
            atLoading[probe] = true;
        }
    }

    /** The number of a new probe. */
    static synchronized int add() {
        if (probes == hits.length) {
            atLoading = Arrays.copyOf(atLoading, 2 * hits.length);
            hits = Arrays.copyOf(hits, 2 * hits.length);
        }
        return probes++;
    }

    static synchronized void reset() {
        Arrays.fill(hits, 0, probes, false);
        Arrays.fill(atLoading, 0, probes, false);
    }

    static synchronized BitSet seen() {
        return bits(hits);
    }

    /** Those of {@link #seen} that ran, also, while a static initialiser did. */
    static synchronized BitSet seenAtLoading() {
        return bits(atLoading);
    }

    private static BitSet bits(boolean[] flags) {
        BitSet bits = new BitSet(probes);
        for (int probe = 0; probe < probes; probe++) {
            if (flags[probe]) {
                bits.set(probe);
            }
        }
        return bits;
    }
}
