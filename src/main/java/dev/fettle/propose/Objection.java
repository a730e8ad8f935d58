package dev.fettle.propose;

/** What a person may tick at the foot of a pull request: why it is of no use. */
public enum Objection {
    WRONG_FIX,
    NOT_WANTED,
    TOO_BIG,
    TESTS_MISSING,
    DUPLICATE,
    BAD_TIMING;

    /** {@code wrong fix}. */
    public String words() {
        return Words.of(this);
    }
}
