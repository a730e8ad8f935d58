package dev.fettle.intake;

import dev.fettle.base.NamedReason;

/** Why a delivery makes no work. */
public enum IgnoreReason implements NamedReason {
    UNKNOWN_EVENT("Fettle does not know this event; it is kept and nothing is done."),
    UNINTERESTING_ACTION("Nothing is to be done for this action of the event."),
    MALFORMED("The payload is not what this event must look like, so it is kept and nothing is done."),
    OWN_DOING("Fettle did this itself, and never reacts to itself."),
    BOT("A bot did this, and bots are not on the allow list."),
    OTHER_LABEL("The label is not one that Fettle acts on."),
    NO_COMMAND("The comment holds no command for Fettle."),
    NO_WRITE_ACCESS("Only people with write access may start a repair or give a command."),
    NOT_INSTALLED("The repository does not belong to this installation of Fettle."),
    OWN_BRANCH("It is on a branch of Fettle's own."),
    DISABLED("Fettle is switched off for this repository."),
    NOT_ONBOARDED(
            "The repository has no .github/fettle.yml on its default branch yet, and this server does nothing before it has."),
    CLOSED_ISSUE("The issue was closed meanwhile, so what its label asked for is not begun.");

    private final String sentence;

    IgnoreReason(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
