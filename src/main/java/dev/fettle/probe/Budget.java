package dev.fettle.probe;

/**
 * Counts loop iterations and method entries ("ticks") of project code down to nothing. One counter for all threads, without
 * synchronisation: a lost update now and then costs less than an atomic one each time.
 */
public final class Budget {
    /** More than any test can use. */
    static final long UNLIMITED = Long.MAX_VALUE / 4;

    private static long left = UNLIMITED;
    private static long granted = UNLIMITED;
    private static boolean exhausted;
    private static long kept;
    private static boolean exhaustedBefore;
    /** Apart from the counter: a write to that one is lost whenever a loop is just counting down. */
    private static volatile boolean poisoned;

    private Budget() {}

    /** Called by instrumented code at every loop back edge and method entry. */
    public static void tick() {
        if (--left < 0 || poisoned) {
            exhausted = true;
            throw new BudgetExhausted();
        }
    }

    /** Gives so many ticks from now on. */
    static void grant(long ticks) {
        Loading.reset();
        exhausted = false;
        granted = ticks;
        left = ticks;
        poisoned = false;
    }

    /** As {@link #grant}, except that who was to be stopped stays so. */
    static void lend(long ticks) {
        Loading.reset();
        exhausted = false;
        granted = ticks;
        left = ticks;
    }

    /** Whether nothing of the project is to run on. */
    static boolean poisoned() {
        return poisoned;
    }

    /** Ticks that are left of the last grant. */
    static long left() {
        return left;
    }

    /**
     * Gives at least so many ticks for something that the run is not charged for. What runs out of them stays exhausted.
     *
     * @return what {@link #lower} is to leave
     */
    static long raise(long ticks) {
        long before = left;
        left = Math.max(before, ticks);
        return before;
    }

    /** Ends what {@link #raise} began. */
    static void lower(long before) {
        left = before;
    }

    /** Gives so many ticks for something that the run is not charged for, until {@link #putBack}. */
    static void setAside(long ticks) {
        kept = left;
        exhaustedBefore = exhausted;
        left = ticks;
    }

    /** Ends what {@link #setAside} began. */
    static void putBack() {
        left = kept;
        exhausted = exhaustedBefore;
    }

    /** Lets nothing of the project run on: every tick throws until the next grant. */
    static void poison() {
        poisoned = true;
    }

    /** Whether anyone ran out since the last grant. */
    static boolean exhausted() {
        return exhausted;
    }

    /** Ticks used since the last grant. */
    static long used() {
        long now = left;
        return now < 0 ? granted : granted - now;
    }
}
