package dev.fettle.gate.policy;

import dev.fettle.base.UntrustedText;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.BranchHistory;
import dev.fettle.workspace.SignOff;
import java.util.ArrayList;
import java.util.List;

/** The commits that a change is made of, beside how the repository writes its own. */
record BranchCommits(BranchHistory history) {
    private static final int LONGEST_TITLE = 100;

    boolean signOffAsked() {
        return history.signOffAsked();
    }

    int count() {
        return history.steps().size();
    }

    /** How many have no sign-off. */
    int unsigned() {
        return (int) history.messages().stream()
                .filter(message -> !SignOff.in(message))
                .count();
    }

    /** A finding for each commit that is written otherwise than the repository writes them, or is not what it says. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (BranchHistory.Step step : history.steps()) {
            String message = step.message();
            String title =
                    "'" + UntrustedText.oneLine(message.lines().findFirst().orElse(""), LONGEST_TITLE) + "' ";
            if ((signOffAsked() || history.style().signOff()) && !SignOff.in(message)) {
                findings.add(new Finding(
                        Finding.NO_FILE,
                        0,
                        "sign-off",
                        title + "has no sign-off; "
                                + (signOffAsked() ? "the repository asks for one" : "most commits here have one")
                                + ": git commit --amend -s, or git rebase --signoff."));
            }
            if (!history.style().followedBy(message)) {
                findings.add(new Finding(
                        Finding.NO_FILE,
                        0,
                        "commit-style",
                        title + "begins otherwise than most commits here: '"
                                + history.style().example() + "'."));
            }
            ClaimedType.contradicted(step)
                    .ifPresent(
                            what -> findings.add(new Finding(Finding.NO_FILE, 0, "claimed-type", title + what + ".")));
        }
        return findings;
    }
}
