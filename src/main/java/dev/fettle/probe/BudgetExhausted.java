package dev.fettle.probe;

/**
 * Thrown into code that used up its loop iterations and method entries. An {@code Error} of its own, so that {@code catch
 * (Exception)} lets it through; who catches it anyway meets it again at the next iteration.
 */
public final class BudgetExhausted extends Error {
    private static final long serialVersionUID = 1L;

    BudgetExhausted() {
        super("budget of loop iterations and method entries exhausted");
    }
}
