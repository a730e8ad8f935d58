package dev.fettle.propose;

import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Annotation;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.CheckRun.Level;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
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

    private CheckText() {}

    /** One check run a gate, then {@code fettle/summary}. */
    public static List<CheckRun> of(String sha, GateReport report, Change change) {
        List<CheckRun> checks = new ArrayList<>();
        Map<String, Set<Integer>> changed = changedLines(change);
        for (Verdict verdict : report.verdicts()) {
            checks.add(new CheckRun(
                    "fettle/" + verdict.gate(),
                    sha,
                    conclusion(verdict, report.required().contains(verdict.gate())),
                    Markdown.cut(verdict.title(), LONGEST_TITLE),
                    summary(verdict),
                    annotations(verdict, changed)));
        }
        String title = report.passed()
                ? report.passes() + " of " + report.applicable() + " gates passed"
                : Words.plural(report.stopping().size(), "required gate") + " failed: "
                        + String.join(
                                ", ",
                                report.stopping().stream().map(Verdict::gate).toList());
        StringBuilder table = new StringBuilder("| gate | verdict | measured |\n|---|---|---|\n");
        report.verdicts()
                .forEach(verdict -> table.append("| ")
                        .append(verdict.gate())
                        .append(" | ")
                        .append(verdict.outcome().name().toLowerCase(Locale.ROOT))
                        .append(" | ")
                        .append(Markdown.cell(verdict.title(), 200))
                        .append(" |\n"));
        checks.add(new CheckRun(
                "fettle/summary",
                sha,
                report.passed() ? Conclusion.SUCCESS : Conclusion.FAILURE,
                Markdown.cut(title, LONGEST_TITLE),
                table.toString(),
                List.of()));
        return checks;
    }

    /** The visible outcome of a red run for which nothing is proposed. */
    public static CheckRun outcome(String sha, Story story) {
        String title = story.outcome() instanceof Story.Outcome.Abstained abstained
                ? "Nothing proposed: " + abstained.reason().sentence()
                : story.outcome() instanceof Story.Outcome.Failed failed
                        ? "Could not finish: " + failed.reason().sentence()
                        : story.outcome() instanceof Story.Outcome.Waiting waiting
                                ? "Waits: " + waiting.reason().sentence()
                                : "See the summary";
        return new CheckRun(
                "fettle/summary",
                sha,
                Conclusion.NEUTRAL,
                Markdown.cut(title, LONGEST_TITLE),
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
        StringBuilder text = new StringBuilder(Markdown.cut(verdict.title(), 500)).append("\n\n");
        if (!verdict.detail().isBlank()) {
            text.append(Markdown.block("text", verdict.detail(), 4_000));
        }
        verdict.findings().stream()
                .limit(50)
                .forEach(finding -> text.append("- ")
                        .append(Markdown.code(finding.path() + (finding.line() > 0 ? ":" + finding.line() : ""), 200))
                        .append(' ')
                        .append(Markdown.cut(finding.message(), 300))
                        .append('\n'));
        if (verdict.outcome() == Outcome.SKIPPED) {
            text.append("Not applicable.\n");
        }
        return text.toString();
    }

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
                        Markdown.cut(finding.message(), 1_000)))
                .toList();
    }

    private static Map<String, Set<Integer>> changedLines(Change change) {
        Map<String, Set<Integer>> lines = new HashMap<>();
        for (FileChange file : change.files()) {
            file.addedLines()
                    .forEach(line -> lines.computeIfAbsent(file.path(), path -> new HashSet<>())
                            .add(line.number()));
        }
        return lines;
    }
}
