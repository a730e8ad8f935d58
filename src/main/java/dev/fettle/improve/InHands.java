package dev.fettle.improve;

import org.jspecify.annotations.Nullable;

/** How a ticket remembers in whose hands it is: the number of a pull request, or the name of a branch. */
final class InHands {
    private static final String BRANCH = "branch:";

    private InHands() {}

    static String branch(String name) {
        return BRANCH + name;
    }

    static boolean isBranch(@Nullable String hands) {
        return hands != null && hands.startsWith(BRANCH);
    }

    /** Which one it is, for people. */
    static String words(String hands) {
        return isBranch(hands) ? "branch " + hands.substring(BRANCH.length()) : "pull request #" + hands;
    }

    /** The same as a sentence; without the sign that would make a forge link to it. */
    static String sentence(String hands) {
        return isBranch(hands)
                ? "It is the branch " + hands.substring(BRANCH.length()) + "."
                : "It is pull request number " + hands + ".";
    }
}
