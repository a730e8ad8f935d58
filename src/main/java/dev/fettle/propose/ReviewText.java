package dev.fettle.propose;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.PullReview;
import dev.fettle.forge.PullReview.Remark;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the gates say of a person's pull request: a short text, and a remark on each changed line that a finding is about. */
public final class ReviewText {
    private static final String MARKER = "<!-- fettle:review -->";
    private static final int MOST_REMARKS = 20;
    private static final int SHOWN = 12;

    private ReviewText() {}

    /**
     * The review of one head.
     *
     * @param change what was judged
     */
    public static PullReview of(long number, String head, GateReport report, Change change) {
        List<Verdict> open = report.verdicts().stream()
                .filter(verdict -> verdict.outcome() != Outcome.PASS && verdict.outcome() != Outcome.SKIPPED)
                .toList();
        return new PullReview(
                number,
                head,
                MARKER,
                body(head, report, open),
                remarks(open, CheckText.changedLines(change)),
                open.isEmpty());
    }

    private static String body(String head, GateReport report, List<Verdict> open) {
        StringBuilder text = new StringBuilder("**")
                .append(
                        open.isEmpty()
                                ? "Nothing to look at"
                                : open.size() == 1 ? "One gate asks for a look" : open.size() + " gates ask for a look")
                .append("** in `")
                .append(head, 0, Math.min(SHOWN, head.length()))
                .append("`.\n\n");
        for (Verdict verdict : open) {
            text.append("**")
                    .append(verdict.gate())
                    .append("** (")
                    .append(CheckText.outcome(report, verdict))
                    .append("): ")
                    .append(Markdown.prose(verdict.title(), 300))
                    .append("\n\n");
            text.append(CheckText.findings(verdict)).append('\n');
        }
        List<String> quiet = report.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Outcome.PASS)
                .map(Verdict::gate)
                .toList();
        return text.append(quiet.isEmpty() ? "" : "No findings: " + String.join(", ", quiet) + ". ")
                .append("The difference was read; nothing was built or run, and nothing here stops a merge. ")
                .append("`fettle gate` says the same and more on your machine. ")
                .append("Switched on by `review_pull_requests` in `")
                .append(RepositorySettings.PATH)
                .append("`.\n")
                .toString();
    }

    /** Only on added lines; what is about a whole file stands in the text. */
    private static List<Remark> remarks(List<Verdict> open, Map<String, Set<Integer>> added) {
        List<Remark> remarks = new ArrayList<>();
        for (Verdict verdict : open) {
            for (Finding finding : verdict.findings()) {
                if (remarks.size() < MOST_REMARKS
                        && added.getOrDefault(finding.path(), Set.of()).contains(finding.line())) {
                    remarks.add(new Remark(
                            finding.path(),
                            finding.line(),
                            "**" + verdict.gate() + "**: " + Markdown.prose(finding.message(), 500)));
                }
            }
        }
        return remarks.stream().distinct().toList();
    }
}
