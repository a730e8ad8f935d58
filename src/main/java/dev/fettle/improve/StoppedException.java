package dev.fettle.improve;

/** The ticket in work was stopped or rejected meanwhile: nothing more is done for it. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stopped while it was worked on");
    }
}
