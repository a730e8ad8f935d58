package dev.fettle.propose;

import dev.fettle.backlog.DelicatePaths;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TrackRecord;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.propose.Risk.Reason;
import dev.fettle.repair.BlastRadius;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.PathHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The risk of a patch, from what was measured about it. Each reason has a weight in points; their sum on top of 1, rounded, is the level.
 *
 * <p>The weights are set by hand, in {@link RiskWeights}; {@code docs/reference/risk.md} lists them.
 */
public final class RiskAssessment {
    private static final Duration YOUNG = Duration.ofDays(RiskWeights.YOUNG_DAYS);
    private static final Duration OLD = Duration.ofDays(RiskWeights.OLD_DAYS);
    private static final Pattern PUBLIC_DECLARATION =
            Pattern.compile("^\\s*(public|protected)\\s.*[({]\\s*(throws\\b.*)?\\{?\\s*$");

    /** Called by the JDK wherever a collection or a text is made: callers cannot be counted. */
    private static final Set<String> CALLED_UNSEEN = Set.of("equals", "hashCode", "toString", "compareTo");

    private static final List<String> NEVER_CHECKED =
            List.of("what no test covers", "other projects that use this code", "speed under load");

    private final List<Reason> reasons = new ArrayList<>();
    private final List<String> notChecked = new ArrayList<>(NEVER_CHECKED);

    private RiskAssessment() {}

    /**
     * Assesses a patch.
     *
     * @param ticket brings the risk that was seen before there was a patch
     */
    public static Risk assess(Ticket ticket, Patch patch, GateReport gates, PatchFacts facts) {
        RiskAssessment assessment = new RiskAssessment();
        Change change = patch.change();
        List<FileChange> production = change.files().stream()
                .filter(file ->
                        patch.written() == null || !patch.written().path().equals(file.path()))
                .toList();
        assessment.size(production);
        assessment.publicApi(production);
        assessment.delicate(production);
        assessment.proof(patch);
        assessment.confidence(patch);
        assessment.blast(facts);
        assessment.tests(facts);
        assessment.history(facts);
        assessment.record(patch.rule(), facts.ofRule());
        assessment.warnings(gates);
        assessment.seenBefore(ticket);
        return assessment.risk();
    }

    private Risk risk() {
        double sum = 1 + reasons.stream().mapToDouble(Reason::weight).sum();
        int level = (int) Math.max(1, Math.min(10, Math.round(sum)));
        reasons.sort(Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.weight())));
        return new Risk(level, reasons, notChecked);
    }

    private void add(String text, double weight) {
        reasons.add(new Reason(text, weight));
    }

    private void warnings(GateReport gates) {
        long warnings = gates.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Outcome.WARN)
                .count();
        if (warnings > 0) {
            add(Words.plural(warnings, "gate") + " with a warning", warnings * RiskWeights.GATE_WITH_WARNING);
        }
    }

    private void seenBefore(Ticket ticket) {
        int above = ticket.riskLevel() - RiskWeights.TICKET_RISK_FREE;
        if (above > 0) {
            add("the ticket itself was rated " + ticket.riskLevel(), above * RiskWeights.TICKET_POINT);
        }
    }

    private void size(List<FileChange> production) {
        int lines = production.stream()
                .mapToInt(file -> file.added() + file.removed())
                .sum();
        add(
                Words.plural(lines, "changed line") + " of production code in "
                        + Words.plural(production.size(), "file"),
                RiskWeights.LINES.of(lines) + Math.max(0, production.size() - 1) * RiskWeights.FURTHER_FILE);
    }

    private void publicApi(List<FileChange> production) {
        boolean changed = production.stream()
                .flatMap(file -> file.removedLines().stream())
                .anyMatch(line -> PUBLIC_DECLARATION.matcher(line.text()).find());
        if (changed) {
            add("a public declaration changes", RiskWeights.PUBLIC_DECLARATION);
        }
    }

    private void delicate(List<FileChange> production) {
        DelicatePaths.wordIn(production.stream().map(FileChange::path).toList())
                .ifPresent(
                        word -> add("a delicate part: its path speaks of '" + word + "'", RiskWeights.DELICATE_PATH));
    }

    private void proof(Patch patch) {
        if (!(patch.proof() instanceof RedGreen proof)) {
            add("no test went from red to green", RiskWeights.NO_RED_TO_GREEN);
            return;
        }
        int suite = proof.after().outcomes().size();
        if (suite < RiskWeights.SMALL_SUITE_BELOW) {
            add("a small suite: " + Words.plural(suite, "test"), RiskWeights.SMALL_SUITE);
        }
        if (patch.written() != null) {
            add("Fettle wrote the test itself", RiskWeights.OWN_TEST);
        }
        if (proof.red().size() == 1) {
            add("only one failing test says what is right", RiskWeights.ONE_FAILING_TEST);
        }
        if (!proof.after().red().isEmpty()) {
            add(
                    Words.plural(proof.after().red().size(), "other test") + " red before and after",
                    RiskWeights.OTHERS_RED);
        }
    }

    private void confidence(Patch patch) {
        int others = patch.runnersUp().size();
        if (others > 0) {
            add(
                    Words.plural(others, "other edit")
                            + (others == 1 ? " that behaves" : " that behave")
                            + " differently also passed every test",
                    Math.min(RiskWeights.OTHER_BEHAVIOURS_AT_MOST, RiskWeights.OTHER_BEHAVIOUR * others));
        }
    }

    private void blast(PatchFacts facts) {
        if (facts.blast().isEmpty()) {
            notChecked.add("who calls what changes");
            return;
        }
        BlastRadius blast = facts.blast().get();
        String names = String.join(", ", new TreeSet<>(blast.methods()));
        if (blast.methods().stream().anyMatch(CALLED_UNSEEN::contains)) {
            add("the JDK calls it too (" + names + ")", RiskWeights.CALLED_BY_THE_JDK);
        } else {
            int calls = blast.calls();
            add(
                    (blast.whole() ? "" : "at least ") + Words.plural(calls, "call") + " of " + names + " in "
                            + Words.plural(blast.files(), "file") + ", counted by name",
                    RiskWeights.CALLS.of(calls));
        }
        if (blast.open()) {
            add("code outside of this project may call it", RiskWeights.OPEN_TO_OTHERS);
        }
    }

    private void tests(PatchFacts facts) {
        if (facts.tests().isEmpty()) {
            notChecked.add("how many tests run the change");
            return;
        }
        int tests = facts.tests().getAsInt();
        add(
                Words.plural(tests, "test") + (tests == 1 ? " runs" : " run") + " the changed line",
                RiskWeights.TESTS_OF_THE_LINE.of(tests));
    }

    private void history(PatchFacts facts) {
        if (facts.history().isEmpty()) {
            notChecked.add("how old the code is and how often it changes");
            return;
        }
        PathHistory history = facts.history().get();
        int changes = history.changesInAYear();
        add(
                "its file changed " + Words.plural(changes, "time") + " in the year before",
                RiskWeights.CHANGES_IN_A_YEAR.of(changes));
        if (history.linesChanged().isEmpty()) {
            notChecked.add("how old the changed lines are");
            return;
        }
        Duration age = Duration.between(history.linesChanged().get(), history.asOf());
        if (age.compareTo(YOUNG) < 0) {
            add("the same lines changed " + Words.plural(age.toDays(), "day") + " before", RiskWeights.YOUNG_LINES);
        } else if (age.compareTo(OLD) > 0) {
            add("the lines stood as they are for " + Words.plural(age.toDays() / 365, "year"), RiskWeights.OLD_LINES);
        }
    }

    private void record(String rule, TrackRecord record) {
        if (record.reverted() > 0) {
            add(
                    Words.plural(record.reverted(), "earlier patch") + " of the rule " + rule + " taken back",
                    Math.min(RiskWeights.TAKEN_BACK_AT_MOST, record.reverted() * RiskWeights.TAKEN_BACK));
        }
        if (record.judged() < RiskWeights.JUDGED_ENOUGH) {
            notChecked.add("the rule's own record (" + Words.plural(record.judged(), "outcome") + ", "
                    + RiskWeights.JUDGED_ENOUGH + " would tell)");
            return;
        }
        double share = record.shareNotWanted().orElseThrow();
        double weight = share >= 0.5
                ? RiskWeights.HALF_NOT_WANTED
                : share >= 0.25
                        ? RiskWeights.QUARTER_NOT_WANTED
                        : share <= 0.05 && record.judged() >= RiskWeights.JUDGED_MANY
                                ? RiskWeights.HARDLY_ANY_NOT_WANTED
                                : 0;
        add(
                "of " + record.judged() + " earlier patches of the rule " + rule + " " + record.notWanted()
                        + (record.notWanted() == 1 ? " was" : " were") + " not wanted",
                weight);
    }
}
