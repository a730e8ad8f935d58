package dev.fettle.repair;

import dev.fettle.base.NamedReason;

/** Why no fix is proposed. */
public enum RepairReason implements NamedReason {
    NOT_SUPPORTED(
            "Fettle repairs Java code that Maven builds, and this is something else.",
            "A pom.xml at the root of the repository, and a failure of its Java code."),
    EMPTY("There is nothing in the repository to repair.", "A commit with code and a test."),
    DOES_NOT_BUILD(
            "The project does not build before any change.", "Make the branch build; what the build says is below."),
    NO_TESTS("No test ran.", "A test that the build runs, best one that fails because of this."),
    NOT_RED(
            "Every test passes, so there is nothing to prove a fix against.",
            "A test that fails because of this, or a stack trace or code that shows it."),
    OTHER_FAILURE(
            "It fails, but not in the way that was reported.",
            "Mend what fails besides, or name a test that fails because of this."),
    FLAKY(
            "The failing test also passes on the same commit, so no fix can be proved.",
            "Take out of the test what differs from run to run: time, order, network, chance."),
    NOT_REPRODUCED(
            "No test could be made that shows the failure.",
            "A test that fails because of this, or a few lines of code that show it."),
    RIGHT_BEHAVIOUR_UNKNOWN(
            "The failure is reproduced, but nothing says what the right behaviour is.",
            "Say what should come out, best as a test that fails now."),
    NO_SUSPECT(
            "Nothing in the production code that the failing test reaches can be at fault.",
            "A look at the test itself, or at data and settings that it reads."),
    NOT_UTF8(
            "The code that the failing test reaches is neither UTF-8 nor any text of one byte a character, and Fettle changes no other.",
            "Sources in UTF-8, and a build that says so (project.build.sourceEncoding)."),
    NO_FIX_FOUND(
            "No candidate makes the failing test pass without breaking another.",
            "A person who mends it, or one more test that fails for the same reason."),
    NOT_CONFIDENT(
            "Of what passes every test nothing is sure enough to be the right fix.",
            "One more test that tells the candidates apart."),
    NOTHING_FOUND("The rule finds nothing there any more.", "Nothing: what was found is gone."),
    NO_SAFE_FIX(
            "What this rule finds has no fix that Fettle knows to be the one that was meant.",
            "A person who decides what was meant."),
    NOT_PROVED(
            "The fix did not hold in a clean checkout and a fresh sandbox.",
            "A build that gives the same result in an empty folder, without what earlier runs left behind."),
    GATE_STOPPED(
            "A required quality gate did not pass.", "Mend what the gate names, or let a person make this change."),
    TIME_BUDGET("The time limit was reached.", "A quicker test suite, or more minutes a ticket in the settings."),
    CANCELLED("It was stopped.", "Nothing; another try begins anew."),
    ENVIRONMENT(
            "The environment failed: a dependency, a JDK, memory or disk.",
            "Whoever runs Fettle sees to what is named below; \"fettle doctor\" tells what is missing. Then another try."),
    NO_SANDBOX(
            "No sandbox holds on this machine, and foreign code is not run without one.",
            "Whoever runs Fettle sees to a sandbox; \"fettle doctor\" tells what is missing. Then another try."),
    INTERNAL("Fettle itself failed; the log says how.", "Whoever runs Fettle looks at its log. Then another try.");

    private final String sentence;
    private final String unblocks;

    RepairReason(String sentence, String unblocks) {
        this.sentence = sentence;
        this.unblocks = unblocks;
    }

    /** What would let Fettle, or the matter, go on: one or two sentences. */
    public String unblocks() {
        return unblocks;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
