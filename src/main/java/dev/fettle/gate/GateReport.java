package dev.fettle.gate;

import java.util.List;
import java.util.Set;

/**
 * All verdicts on one change.
 *
 * @param required ids of the gates that must not fail or err
 */
public record GateReport(List<Verdict> verdicts, Set<String> required) {
    public GateReport {
        verdicts = List.copyOf(verdicts);
        required = Set.copyOf(required);
    }

    /** The verdicts that stop the change. */
    public List<Verdict> stopping() {
        return verdicts.stream()
                .filter(verdict -> required.contains(verdict.gate()))
                .filter(verdict ->
                        verdict.outcome() == Verdict.Outcome.FAIL || verdict.outcome() == Verdict.Outcome.ERROR)
                .toList();
    }

    /** Whether nothing stops the change. */
    public boolean passed() {
        return stopping().isEmpty();
    }

    /** How many passed, warnings included. */
    public long passes() {
        return verdicts.stream()
                .filter(verdict ->
                        verdict.outcome() == Verdict.Outcome.PASS || verdict.outcome() == Verdict.Outcome.WARN)
                .count();
    }

    /** How many were applicable. */
    public long applicable() {
        return verdicts.stream()
                .filter(verdict -> verdict.outcome() != Verdict.Outcome.SKIPPED)
                .count();
    }
}
