package dev.fettle.improve.scan;

import dev.fettle.base.NamedReason;

/** Why a scan makes no ticket of something, or did not look there. */
public enum ScanReason implements NamedReason {
    HAS_TICKET("A ticket stands for it already.", false),
    ENDED_BEFORE("A ticket for it has ended before; what is seen again without a change does not start anew.", false),
    REJECTED_BEFORE("A person said no to the same before.", false),
    TOO_MANY(
            "One scan makes at most so many tickets of one source; the next one goes on when these have ended.", false),
    TO_LOOK_AT("It may be harmless, so a person only looks at it; no ticket.", false),
    SUPPRESSED("The tool or a person marked it as accepted.", false),
    NOT_NEW("The tool says that it is no longer there, or was there before and is accepted.", false),
    OUTSIDE_THE_TREE("It names a place outside of the repository.", false),
    NOT_A_CODE_FAILURE("Not a failure that a change of the code mends.", false),
    NOT_READ("It is no text of a kind and size that is read.", false),
    SWITCHED_OFF("This source is off in the settings; --source names it for one scan, --run-tests the tests.", false),
    NOT_ASKED("Not asked for: --source chooses.", false),
    NOT_SUPPORTED("This project is not built with a tool that Fettle can run.", false),
    NO_TESTS("No test ran.", false),
    TOO_FEW_RUNS("Too few runs of CI are known to tell a slower test from chance.", false),
    NO_ADVISORIES("No advisories are at hand: --advisories names a file or folder of them (OSV).", false),
    NOT_PERMITTED("The forge does not let Fettle read it, or it is not switched on there.", false),
    NOT_THERE("The forge has no such thing for this repository.", false),
    UNCHANGED("The head of the default branch was looked at before.", false),
    NO_SANDBOX("No sandbox holds on this machine, and foreign code is not run without one.", false),
    FORGE_UNAVAILABLE("The forge did not answer, or a limit is reached.", true),
    TREE_UNREADABLE("The tree cannot be read.", true),
    NOT_ANALYSED("The analyser could not look at all of it.", false),
    DOES_NOT_BUILD("The project does not compile.", true),
    ENVIRONMENT("The environment failed: a dependency, a JDK, memory, disk or time.", true);

    private final String sentence;
    private final boolean failure;

    ScanReason(String sentence, boolean failure) {
        this.sentence = sentence;
        this.failure = failure;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    /** Whether the scan wanted to look and could not. */
    public boolean failure() {
        return failure;
    }

    /** Whether another look at the same tree may see more. */
    public boolean mayPass() {
        return failure && this != DOES_NOT_BUILD;
    }
}
