package dev.fettle.probe;

/**
 * Whether a static initialiser runs. It runs in whichever test comes first to its class, so what it does is no test's own: it is not charged to the test's budget and leaves no
 * trace, and its lines are known apart. Of several threads that load classes at once, some of the others' work is taken for loading too.
 */
public final class Loading {
    /** So many ticks has one of them, with all that it loads: the tables of a parser or of a calendar take some hundred thousand. */
    private static final long TICKS = 5_000_000;

    private static int within;
    private static long put;

    private Loading() {}

    /** Called by instrumented static initialisers when they begin. */
    public static void begins() {
        if (within++ == 0) {
            put = Budget.raise(TICKS);
        }
    }

    /** … and when they end; one that an exception tears is over when the next test begins. */
    public static void ends() {
        if (within > 0 && --within == 0) {
            Budget.lower(put);
        }
    }

    static boolean isOn() {
        return within > 0;
    }

    static void reset() {
        within = 0;
    }
}
