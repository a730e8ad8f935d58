package dev.fettle.intake.analysis;

import dev.fettle.base.NamedReason;

/** Why a result of an analyser is no finding. */
public enum NotTaken implements NamedReason {
    SUPPRESSED("Its tool or a person marked it as accepted."),
    NOT_NEW("Its tool says that it is gone, or was there before and is accepted."),
    NO_FAILURE("Its tool tells of something that is not wrong."),
    NO_PLACE("It names no file."),
    OUTSIDE_THE_TREE("It names a place outside of the repository."),
    TOO_MANY("More results than are read of one file.");

    private final String sentence;

    NotTaken(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
