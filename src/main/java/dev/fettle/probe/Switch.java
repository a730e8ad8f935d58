package dev.fettle.probe;

/**
 * Says which variants are on. Compiled variant classes ask it at every place that has variants, so it is as cheap as two reads of
 * plain static fields: it is set before a test thread starts and stays until that run has ended.
 */
public final class Switch {
    private static int first;
    private static int second;

    private Switch() {}

    /** Whether a variant is on; ids are above 0. */
    public static boolean on(int id) {
        return id == first || id == second;
    }

    /** Whether the one variant, or the second of a pair, is in the range (inclusive): lets a method skip a long chain of questions. */
    public static boolean any(int from, int to) {
        return first >= from && first <= to || second >= from && second <= to;
    }

    /** The variant that is on, 0 for none. */
    public static int first() {
        return first;
    }

    /** The second variant of a pair, 0 for none. */
    public static int second() {
        return second;
    }

    static void set(int one, int two) {
        first = one;
        second = two;
    }
}
