package dev.fettle.propose;

import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Annotation;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.CheckRun.Level;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.Waiver;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The check runs of a change: one a gate and one summary. */
public final class CheckText {
    /** The forge's own limit for a title. */
    private static final int LONGEST_TITLE = 255;

    private static final int MOST_ANNOTATIONS = 200;
    private static final int MOST_LISTED = 50;

    private CheckText() {}

    /** One check run a gate, then {@code fettle/summary}. */
    public static List<CheckRun> of(String sha, GateReport report, Change change) {
        List<CheckRun> checks = new ArrayList<>();
        Map<String, Set<Integer>> changed = changedLines(change);
        for (Verdict verdict : report.verdicts()) {
            checks.add(new CheckRun(
                    "fettle/" + verdict.gate(),
                    sha,
                    report.waiver(verdict).isPresent()
                            ? Conclusion.NEUTRAL
                            : conclusion(verdict, report.required().contains(verdict.gate())),
                    Markdown.plain(
                            (report.waiver(verdict).isPresent() ? "Waived: " : "") + verdict.title(), LONGEST_TITLE),
                    report.waiver(verdict).map(CheckText::waived).orElse("") + summary(verdict),
                    annotations(verdict, changed)));
        }
        checks.add(new CheckRun(
                "fettle/summary",
                sha,
                report.passed() ? Conclusion.SUCCESS : Conclusion.FAILURE,
                Markdown.plain(title(report), LONGEST_TITLE),
                table(report),
                List.of()));
        return checks;
    }

    /** The whole report as one text: the table, then what each gate found. */
    public static String report(GateReport report) {
        StringBuilder text =
                new StringBuilder("**").append(title(report)).append("**\n\n").append(table(report));
        report.verdicts().stream()
                .filter(verdict -> !verdict.findings().isEmpty())
                .forEach(verdict -> text.append("\n**")
                        .append(verdict.gate())
                        .append("**: ")
                        .append(summary(verdict)));
        return text.toString();
    }

    private static String waived(Waiver waiver) {
        return "Waived by " + Markdown.code(waiver.by(), 60) + ", for this patch only: "
                + Markdown.code(waiver.reason(), 300) + "\n\n";
    }

    private static String title(GateReport report) {
        return report.passed()
                ? report.passes() + " of " + report.applicable() + " gates passed"
                        + (report.waived() > 0 ? ", " + report.waived() + " waived" : "")
                : Words.plural(report.stopping().size(), "required gate") + " failed: "
                        + String.join(
                                ", ",
                                report.stopping().stream().map(Verdict::gate).toList());
    }

    private static String table(GateReport report) {
        StringBuilder table = new StringBuilder("| gate | verdict | measured |\n|---|---|---|\n");
        report.verdicts()
                .forEach(verdict -> table.append("| ")
                        .append(verdict.gate())
                        .append(" | ")
                        .append(outcome(report, verdict))
                        .append(" | ")
                        .append(Markdown.cell(verdict.title(), 200))
                        .append(" |\n"));
        return table.toString();
    }

    /** {@code pass}, {@code fail}, or {@code waived (fail)}. */
    static String outcome(GateReport report, Verdict verdict) {
        String outcome = verdict.outcome().name().toLowerCase(Locale.ROOT);
        return report.waiver(verdict).isPresent() ? "waived (" + outcome + ")" : outcome;
    }

    /** The visible outcome of a red run for which nothing is proposed. */
    public static CheckRun outcome(String sha, Story story) {
        String title = StatusCommentText.headline(story.outcome());
        return new CheckRun(
                "fettle/summary",
                sha,
                Conclusion.NEUTRAL,
                Markdown.plain(title, LONGEST_TITLE),
                StatusCommentText.body(story),
                List.of());
    }

    private static Conclusion conclusion(Verdict verdict, boolean required) {
        return switch (verdict.outcome()) {
            case PASS, WARN -> Conclusion.SUCCESS;
            case FAIL -> required ? Conclusion.FAILURE : Conclusion.NEUTRAL;
            case ERROR -> required ? Conclusion.FAILURE : Conclusion.NEUTRAL;
            case SKIPPED -> Conclusion.SKIPPED;
        };
    }

    private static String summary(Verdict verdict) {
        StringBuilder text = new StringBuilder(Markdown.prose(verdict.title(), 500)).append("\n\n");
        if (!verdict.detail().isBlank()) {
            text.append(Markdown.prose(verdict.detail(), 2_000)).append("\n\n");
        }
        text.append(findings(verdict));
        if (verdict.outcome() == Outcome.SKIPPED) {
            text.append("Not applicable.\n");
        }
        return text.toString();
    }

    /** A list of what a gate found; of very much, the first. */
    static String findings(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        verdict.findings().stream()
                .limit(MOST_LISTED)
                .forEach(finding -> text.append("- ")
                        .append(
                                finding.path().equals(Finding.NO_FILE)
                                        ? ""
                                        : Markdown.place(finding.path(), finding.line(), 200) + " ")
                        .append(Markdown.prose(finding.message(), 300))
                        .append('\n'));
        int more = verdict.findings().size() - MOST_LISTED;
        if (more > 0) {
            text.append("- and ").append(more).append(" more\n");
        }
        return text.toString();
    }

    /** Only on changed lines: what a gate says of a whole file, or of a line that was taken away, stands in the summary. */
    private static List<Annotation> annotations(Verdict verdict, Map<String, Set<Integer>> changed) {
        return verdict.findings().stream()
                .filter(finding ->
                        changed.getOrDefault(finding.path(), Set.of()).contains(finding.line()))
                .limit(MOST_ANNOTATIONS)
                .map(finding -> new Annotation(
                        finding.path(),
                        finding.line(),
                        finding.line(),
                        verdict.outcome() == Outcome.FAIL ? Level.FAILURE : Level.WARNING,
                        Markdown.plain(finding.message(), 1_000)))
                .toList();
    }

    /** The added lines by file. */
    static Map<String, Set<Integer>> changedLines(Change change) {
        Map<String, Set<Integer>> lines = new HashMap<>();
        for (FileChange file : change.files()) {
            file.addedLines()
                    .forEach(line -> lines.computeIfAbsent(file.path(), path -> new HashSet<>())
                            .add(line.number()));
        }
        return lines;
    }
}
