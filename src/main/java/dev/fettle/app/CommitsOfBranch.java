package dev.fettle.app;

import dev.fettle.gate.policy.BranchCommits;
import dev.fettle.workspace.CommitStyle;
import dev.fettle.workspace.Revisions;
import dev.fettle.workspace.SignOff;

/** The commits of a person's branch, and how the commits that it stands on are written. */
final class CommitsOfBranch {
    /** So many say how the repository writes them. */
    private static final int STYLE = 50;

    /** Of a longer branch the newest are looked at. */
    private static final int MOST = 200;

    private CommitsOfBranch() {}

    /** Those that came after {@code base}; what it says of sign-offs is what counts. Both are commits (40 hex). */
    static BranchCommits between(Revisions revisions, String base, String head) {
        return new BranchCommits(
                CommitStyle.of(revisions.messages(base, STYLE)),
                SignOff.askedFor(revisions.files(base), path -> revisions.text(base, path)),
                revisions.messages(base, head, MOST));
    }
}
