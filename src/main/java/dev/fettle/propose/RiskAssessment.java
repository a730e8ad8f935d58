package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.propose.Risk.Reason;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The risk of a patch, from what was measured about it. Each reason has a weight in points; their sum on top of 1, rounded, is the level.
 *
 * <p>The weights are a first, hand-set table; {@code docs/how-it-decides.md} lists them.
 */
public final class RiskAssessment {
    private static final Pattern PUBLIC_DECLARATION =
            Pattern.compile("^\\s*(public|protected)\\s.*[({]\\s*(throws\\b.*)?\\{?\\s*$");
    private static final Pattern DELICATE = Pattern.compile(
            "(?i)(auth|login|password|crypt|security|permission|payment|billing|migration|transaction|lock|concurren)");
    private static final List<String> NOT_CHECKED =
            List.of("what no test covers", "other projects that use this code", "speed under load");

    private RiskAssessment() {}

    /** Assesses a patch; {@code ticket} brings the risk that was seen before there was a patch. */
    public static Risk assess(Ticket ticket, Patch patch, GateReport gates) {
        List<Reason> reasons = new ArrayList<>();
        Change change = patch.change();
        List<FileChange> production = change.files().stream()
                .filter(file ->
                        patch.written() == null || !patch.written().path().equals(file.path()))
                .toList();
        size(production, reasons);
        publicApi(production, reasons);
        delicate(production, reasons);
        proof(patch, reasons);
        confidence(patch, reasons);
        long warnings = gates.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Outcome.WARN)
                .count();
        if (warnings > 0) {
            reasons.add(new Reason(Words.plural(warnings, "gate") + " with a warning", warnings * 0.5));
        }
        if (ticket.riskLevel() > 5) {
            reasons.add(
                    new Reason("the ticket itself was rated " + ticket.riskLevel(), (ticket.riskLevel() - 5) * 0.5));
        }
        double sum = 1 + reasons.stream().mapToDouble(Reason::weight).sum();
        int level = (int) Math.max(1, Math.min(10, Math.round(sum)));
        reasons.sort(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.weight())));
        return new Risk(level, reasons, NOT_CHECKED);
    }

    private static void size(List<FileChange> production, List<Reason> reasons) {
        int lines = production.stream()
                .mapToInt(file -> file.added() + file.removed())
                .sum();
        double weight = lines <= 4 ? 0 : lines <= 10 ? 0.5 : lines <= 50 ? 1.5 : 3;
        reasons.add(new Reason(
                Words.plural(lines, "changed line") + " of production code in "
                        + Words.plural(production.size(), "file"),
                weight + Math.max(0, production.size() - 1) * 0.5));
    }

    private static void publicApi(List<FileChange> production, List<Reason> reasons) {
        boolean changed = production.stream()
                .flatMap(file -> file.removedLines().stream())
                .anyMatch(line -> PUBLIC_DECLARATION.matcher(line.text()).find());
        if (changed) {
            reasons.add(new Reason("a public declaration changes", 2));
        }
    }

    private static void delicate(List<FileChange> production, List<Reason> reasons) {
        production.stream()
                .map(FileChange::path)
                .map(DELICATE::matcher)
                .filter(Matcher::find)
                .findFirst()
                .ifPresent(found -> reasons.add(new Reason(
                        "a delicate part: its path speaks of '" + found.group().toLowerCase(Locale.ROOT) + "'", 2)));
    }

    private static void proof(Patch patch, List<Reason> reasons) {
        if (!(patch.proof() instanceof RedGreen proof)) {
            reasons.add(new Reason("no test went from red to green", 1.5));
            return;
        }
        int suite = proof.after().outcomes().size();
        if (suite < 10) {
            reasons.add(new Reason("a small suite: " + Words.plural(suite, "test"), 1));
        }
        if (patch.written() != null) {
            reasons.add(new Reason("Fettle wrote the test itself", 1));
        }
        if (proof.red().size() == 1) {
            reasons.add(new Reason("only one failing test says what is right", 0.5));
        }
        if (!proof.after().red().isEmpty()) {
            reasons.add(
                    new Reason(Words.plural(proof.after().red().size(), "other test") + " red before and after", 0.5));
        }
    }

    private static void confidence(Patch patch, List<Reason> reasons) {
        int others = patch.runnersUp().size();
        if (others > 0) {
            reasons.add(new Reason(
                    Words.plural(others, "other behaviour") + " also passed every test", Math.min(2, 0.5 * others)));
        }
    }
}
