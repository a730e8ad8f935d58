package dev.fettle.app.doctor;

import java.util.List;

/**
 * What a look at one thing showed.
 *
 * @param check what was looked at
 * @param seen what was seen, or why nothing could be
 * @param advice what to do; "" where there is nothing to do
 * @param details more lines, for who wants to know
 */
public record Finding(String check, State state, String seen, String advice, List<String> details) {
    public Finding {
        details = List.copyOf(details);
    }

    /** All is well. */
    public static Finding good(String check, String seen) {
        return new Finding(check, State.GOOD, seen, "", List.of());
    }

    /** It works for now. */
    public static Finding warning(String check, String seen, String advice) {
        return new Finding(check, State.WARNING, seen, advice, List.of());
    }

    /** It does not work. */
    public static Finding broken(String check, String seen, String advice) {
        return new Finding(check, State.BROKEN, seen, advice, List.of());
    }

    /** It could not be tried. */
    public static Finding unknown(String check, String why, String advice) {
        return new Finding(check, State.UNKNOWN, why, advice, List.of());
    }

    /** Nothing here needs it. */
    public static Finding notNeeded(String check, String why) {
        return new Finding(check, State.NOT_NEEDED, why, "", List.of());
    }

    /** The same with more to read. */
    public Finding with(List<String> more) {
        return new Finding(check, state, seen, advice, more);
    }
}
