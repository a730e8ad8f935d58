package dev.fettle.gate.policy;

import dev.fettle.base.UntrustedText;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.CommitStyle;
import dev.fettle.workspace.SignOff;
import java.util.ArrayList;
import java.util.List;

/**
 * The commits that a change is made of, beside how the repository writes its own.
 *
 * @param style of the latest commits before them
 * @param signOffAsked whether the repository asks for a sign-off in words
 * @param messages whole, the newest first, without merges; none where no commits are at hand
 */
public record BranchCommits(CommitStyle style, boolean signOffAsked, List<String> messages) {
    /** Where only the difference is at hand. Fettle's own commit is composed later, by the same rules. */
    public static final BranchCommits NONE = new BranchCommits(CommitStyle.PLAIN, false, List.of());

    private static final int LONGEST_TITLE = 100;

    public BranchCommits {
        messages = List.copyOf(messages);
    }

    /** How many have no sign-off. */
    int unsigned() {
        return (int) messages.stream().filter(message -> !SignOff.in(message)).count();
    }

    /** A finding for each commit that is written otherwise than the repository writes them. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String message : messages) {
            String title =
                    "'" + UntrustedText.oneLine(message.lines().findFirst().orElse(""), LONGEST_TITLE) + "' ";
            if ((signOffAsked || style.signOff()) && !SignOff.in(message)) {
                findings.add(new Finding(
                        Finding.NO_FILE,
                        0,
                        "sign-off",
                        title + "has no sign-off; "
                                + (signOffAsked ? "the repository asks for one" : "most commits here have one")
                                + ": git commit --amend -s, or git rebase --signoff."));
            }
            if (!style.followedBy(message)) {
                findings.add(new Finding(
                        Finding.NO_FILE,
                        0,
                        "commit-style",
                        title + "begins otherwise than most commits here: '" + style.example() + "'."));
            }
        }
        return findings;
    }
}
