package dev.fettle.gate;

import dev.fettle.workspace.BranchHistory;

/**
 * What is known of the branch that a change comes from.
 *
 * @param head its files, where no tree comes with the change
 * @param history its commits
 */
public record Branch(HeadFiles head, BranchHistory history) {
    /** Where nothing but the change is at hand. Fettle's own commit is composed later, by the repository's rules. */
    public static final Branch NONE = new Branch(HeadFiles.NONE, BranchHistory.NONE);
}
