package dev.fettle.build;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The outcomes of a test run, read from its reports. */
public record TestReport(List<TestOutcome> outcomes) {
    public TestReport {
        outcomes = List.copyOf(outcomes);
    }

    /** The tests that failed or threw. */
    public List<TestOutcome> red() {
        return outcomes.stream().filter(TestOutcome::red).toList();
    }

    /** All test ids. */
    public SortedSet<TestId> ids() {
        SortedSet<TestId> ids = new TreeSet<>();
        outcomes.forEach(outcome -> ids.add(outcome.id()));
        return ids;
    }

    /** How a test ended. Where several modules have one of this name, a red one counts. */
    public Optional<TestOutcome> find(TestId id) {
        Optional<TestOutcome> found = Optional.empty();
        for (TestOutcome outcome : outcomes) {
            if (outcome.id().equals(id) && (found.isEmpty() || outcome.red())) {
                found = Optional.of(outcome);
                if (outcome.red()) {
                    break;
                }
            }
        }
        return found;
    }
}
