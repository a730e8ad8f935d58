package dev.fettle.app.bench;

import java.util.Arrays;
import java.util.Collection;

/** How long many answers took, from the shortest to the longest. */
public final class Spread {
    private final long[] ascending;

    private Spread(long[] nanos) {
        this.ascending = nanos;
        Arrays.sort(ascending);
    }

    /** Of nanoseconds, in any order. */
    static Spread of(long[] nanos) {
        return new Spread(nanos.clone());
    }

    static Spread of(Collection<Long> nanos) {
        return new Spread(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    /** Within how many milliseconds such a share was answered, 0 to 1; 0 when nothing was. */
    public double millis(double share) {
        return ascending.length == 0
                ? 0
                : ascending[(int) Math.min(ascending.length - 1, share * ascending.length)] / 1e6;
    }
}
