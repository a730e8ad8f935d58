package dev.fettle.intake;

/**
 * What a program outside reported.
 *
 * @param isOver whether it says that this is no longer so
 */
public record Report(Signal signal, boolean isOver) {
    /** Something went wrong. */
    public static Report of(Signal signal) {
        return new Report(signal, false);
    }
}
