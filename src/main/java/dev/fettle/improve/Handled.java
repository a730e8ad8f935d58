package dev.fettle.improve;

import dev.fettle.intake.IgnoreReason;

/**
 * What is to become of a delivery.
 *
 * @param outcome a name for the delivery log
 * @param detail one redacted sentence
 * @param effect the changes, made in the same transaction that notes the outcome
 */
record Handled(String outcome, String detail, Runnable effect) {
    private static final Runnable NOTHING = () -> {};

    static Handled ignored(IgnoreReason reason, String detail) {
        String sentence = reason.sentence() + (detail.isEmpty() ? "" : " (" + detail + ")");
        return new Handled("IGNORED " + reason.name(), sentence, NOTHING);
    }

    static Handled noted(String outcome, String detail) {
        return new Handled(outcome, detail, NOTHING);
    }

    /** Whether nothing but its outcome is to be noted, as of most of what a forge sends. */
    boolean isIgnored() {
        return effect == NOTHING && outcome.startsWith("IGNORED ");
    }
}
