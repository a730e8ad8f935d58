package dev.fettle.insight;

/** So many of so many. What too few were asked about is not known: it is neither 0 nor 1. */
public record Share(int hits, int of) {
    /** Fewer than this say nothing. */
    public static final int ENOUGH = 5;

    /** Of the standard normal distribution, for 95 %. */
    private static final double Z = 1.959963984540054;

    public Share {
        if (hits < 0 || hits > of) {
            throw new IllegalArgumentException(hits + " of " + of + " is no share");
        }
    }

    /** Whether enough were counted to say something. */
    public boolean known() {
        return of >= ENOUGH;
    }

    /** 0 to 100. @throws IllegalStateException of none */
    public double percent() {
        if (of == 0) {
            throw new IllegalStateException("nothing was counted");
        }
        return 100.0 * hits / of;
    }

    /** The lower end of Wilson's 95 % interval, 0 to 100; 0 of none. */
    public double low() {
        return of == 0 ? 0 : 100 * Math.max(0, centre() - spread());
    }

    /** The upper end of Wilson's 95 % interval, 0 to 100; 100 of none. */
    public double high() {
        return of == 0 ? 100 : 100 * Math.min(1, centre() + spread());
    }

    private double centre() {
        return ((double) hits / of + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double spread() {
        double p = (double) hits / of;
        return Z / (1 + Z * Z / of) * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of));
    }
}
