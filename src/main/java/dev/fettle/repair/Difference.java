package dev.fettle.repair;

/**
 * An input on which two plausible candidates differ. The values were computed and put into words by foreign code: show them as such.
 *
 * @param call the method and its arguments, such as {@code percent(11)}
 * @param chosen what the first candidate makes of it: a value, {@code throws X}, {@code does not end}, what its arguments hold
 * @param other what the other one makes of it
 * @param original what the program made of it before any change
 */
public record Difference(String call, String chosen, String other, String original) {
    /** The same seen from the other one. */
    Difference turned() {
        return new Difference(call, other, chosen, original);
    }
}
