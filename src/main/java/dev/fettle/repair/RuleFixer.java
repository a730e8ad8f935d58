package dev.fettle.repair;

import dev.fettle.repair.Analyser.Finding;
import java.time.Duration;
import java.util.List;

/** Mends what a rule of an analyser found, as the rule itself says. It runs in the sandbox, for the project's own build has to run first. */
public interface RuleFixer {
    /** Its name, for reports. */
    String name();

    /** Whether what a rule finds has one fix that is meant, and this can make it. */
    boolean knows(String rule);

    /**
     * Mends what a rule finds in one file, all of it.
     *
     * @param problem its workspace at the base; it stays as it is
     * @param rule one that it knows
     * @param path relative to the root of the tree
     * @param limit of the whole
     * @throws dev.fettle.build.BuildException when the analyser itself cannot be had
     */
    Outcome fix(Problem problem, String rule, String path, Duration limit);

    /** How it ended. */
    sealed interface Outcome {}

    /**
     * The rule finds nothing in the file any more. Whether the project still works is another question.
     *
     * @param text of the file
     * @param before what all rules find in the file's module
     * @param after the same, with the text
     */
    record Fixed(String text, List<Finding> before, List<Finding> after) implements Outcome {
        public Fixed {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** It does not. {@code error} tells what could not be tried. */
    record NotFixed(RepairReason reason, String detail, boolean error) implements Outcome {}
}
