package dev.fettle.probe;

import java.util.Arrays;
import java.util.BitSet;

/** Which probed lines ran since the last reset. Probes are numbered from 0 as classes are defined. */
public final class Lines {
    private static boolean[] hits = new boolean[1 << 16];
    private static int probes;

    private Lines() {}

    /** Called by instrumented code when a line begins. */
    public static void hit(int probe) {
        hits[probe] = true;
    }

    /** The number of a new probe. */
    static synchronized int add() {
        if (probes == hits.length) {
            hits = Arrays.copyOf(hits, 2 * hits.length);
        }
        return probes++;
    }

    static synchronized void reset() {
        Arrays.fill(hits, 0, probes, false);
    }

    static synchronized BitSet seen() {
        BitSet seen = new BitSet(probes);
        for (int probe = 0; probe < probes; probe++) {
            if (hits[probe]) {
                seen.set(probe);
            }
        }
        return seen;
    }
}
