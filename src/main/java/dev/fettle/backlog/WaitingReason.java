package dev.fettle.backlog;

import dev.fettle.base.NamedReason;

/** Why a ticket waits, or how it was given up. */
public enum WaitingReason implements NamedReason {
    NEEDS_APPROVAL("Its risk is above the limit, so a person with write access must approve it first."),
    REPORTED("A program or an outsider reported it, so a person with write access must ask for the repair first."),
    NEEDS_INFO("Something is missing that only a person can say."),
    SECRET_PUSHED("A secret was pushed: only a person can revoke it, so Fettle repairs nothing here."),
    NO_KNOWN_FIX("No fix is known that Fettle could prove: a person mends it, and the next scan sees that it is gone."),
    DEFERRED("Something keeps the work of this repository waiting; it goes on by itself when that is over."),
    EVENT_STORM("So many events came from this repository that new work waits until it is quieter."),
    ABSTAINED("Fettle found no fix that it can prove, and proposes nothing."),
    NO_SANDBOX("No sandbox holds on this machine, and foreign code is not run without one."),
    OBSERVE_ONLY("The repository's mode is 'observe': tickets only."),
    ATTEMPTS_USED_UP("All attempts are used up."),
    SWITCHED_OFF("Fettle was told to leave this alone."),
    IN_HANDS(
            "Another open pull request or branch speaks of the same, so Fettle makes no second one; when that is closed, merged or left alone, it goes on."),
    CAME_BACK(
            "What a merged change of Fettle's mended is here again, so another one may go round in a circle: a person says whether it is tried once more."),
    OWN_CHANGE(
            "It began with a merged change of Fettle's own, so a person says whether that is taken back or Fettle goes on."),
    TAKEN_OVER("A person works on it, so Fettle has stopped."),
    FLAKY(
            "The same commit was red and then green: it does not fail every time, and nothing shows which code is wrong."),
    OBSOLETE("What it asked for is no longer so."),
    UNSUPPORTED("This kind of project, language or failure is not one that Fettle repairs yet."),
    FAILED("Something went wrong; the attempt says what.");

    private final String sentence;

    /** Whether Fettle itself can never go on here, whatever it is told: only a person can do what is asked. */
    public boolean forPeopleOnly() {
        return this == SECRET_PUSHED || this == NO_KNOWN_FIX;
    }

    /** Whether Fettle would go on with what it did itself: the circle is cut until a person asks for more. */
    public boolean circle() {
        return this == CAME_BACK || this == OWN_CHANGE;
    }

    /** Whether a ticket that waits for it goes on only when a person does something. */
    public boolean asksPerson() {
        return this == NEEDS_APPROVAL || this == REPORTED || this == NEEDS_INFO || circle() || forPeopleOnly();
    }

    WaitingReason(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
