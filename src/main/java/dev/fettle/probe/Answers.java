package dev.fettle.probe;

/**
 * Counts how often the condition that a variant brings held and how often not. A condition that no test ever sees answered otherwise is as good as a constant. Without
 * synchronisation: only whether there is a count matters.
 */
public final class Answers {
    private static int held;
    private static int failed;

    private Answers() {}

    /** Called by compiled variants, around their condition. */
    public static boolean count(boolean answer) {
        if (answer) {
            held++;
        } else {
            failed++;
        }
        return answer;
    }

    static void reset() {
        held = 0;
        failed = 0;
    }

    static int held() {
        return held;
    }

    static int failed() {
        return failed;
    }
}
