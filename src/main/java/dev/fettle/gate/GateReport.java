package dev.fettle.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All verdicts on one change.
 *
 * @param required ids of the gates that must not fail or err
 * @param waivers those that persons gave for this very change
 */
public record GateReport(List<Verdict> verdicts, Set<String> required, List<Waiver> waivers) {
    public GateReport {
        verdicts = List.copyOf(verdicts);
        required = Set.copyOf(required);
        waivers = List.copyOf(waivers);
    }

    /** Without waivers. */
    public GateReport(List<Verdict> verdicts, Set<String> required) {
        this(verdicts, required, List.of());
    }

    /** The same, with this verdict in place of the one that its gate gave before; at the end where it gave none. */
    public GateReport with(Verdict verdict) {
        List<Verdict> now = new ArrayList<>(verdicts);
        now.replaceAll(one -> one.gate().equals(verdict.gate()) ? verdict : one);
        if (!now.contains(verdict)) {
            now.add(verdict);
        }
        return new GateReport(now, required, waivers);
    }

    /** The waiver by which a verdict does not count: one of a gate that failed, and that a person may waive. */
    public Optional<Waiver> waiver(Verdict verdict) {
        boolean failed = verdict.outcome() == Verdict.Outcome.FAIL || verdict.outcome() == Verdict.Outcome.ERROR;
        return !failed || Waiver.impossible(verdict).isPresent()
                ? Optional.empty()
                : waivers.stream()
                        .filter(waiver -> waiver.gate().equals(verdict.gate()))
                        .findFirst();
    }

    /** How many do not count because a person said so. */
    public long waived() {
        return verdicts.stream().filter(verdict -> waiver(verdict).isPresent()).count();
    }

    /** The verdicts that stop the change. */
    public List<Verdict> stopping() {
        return verdicts.stream()
                .filter(verdict -> required.contains(verdict.gate()))
                .filter(verdict ->
                        verdict.outcome() == Verdict.Outcome.FAIL || verdict.outcome() == Verdict.Outcome.ERROR)
                .filter(verdict -> waiver(verdict).isEmpty())
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
