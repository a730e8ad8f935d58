package dev.fettle.base;

/** Is told of each step after which a crash must do no harm. Does nothing in normal life; the crash tests halt the process at the k-th call. */
@FunctionalInterface
public interface Checkpoint {
    /** Does nothing. */
    Checkpoint NONE = step -> {};

    /** A step was passed. */
    void passed(String step);
}
