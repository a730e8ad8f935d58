package dev.fettle.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at everything in turn. A look that fails itself is told as such, and the others go on. */
public final class Doctor {
    private final List<Check> checks;

    public Doctor(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** The names of all that is looked at, in order. */
    public List<String> names() {
        return checks.stream().map(Check::name).toList();
    }

    /**
     * Looks.
     *
     * @param only names of what is looked at; empty for all
     * @param progress told each name before its turn
     */
    public Diagnosis look(Set<String> only, Consumer<String> progress) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            if (only.isEmpty() || only.contains(check.name())) {
                progress.accept(check.name());
                findings.addAll(looked(check));
            }
        }
        return new Diagnosis(findings);
    }

    private static List<Finding> looked(Check check) {
        try {
            return check.look();
        } catch (RuntimeException e) {
            return List.of(Finding.unknown(
                    check.name(),
                    "the look itself failed: " + e,
                    "This is a mistake of Fettle's: run it again with --debug, and report it with --bundle."));
        }
    }
}
