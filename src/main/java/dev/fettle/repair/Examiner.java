package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a project's tests in a JVM of our own that can tell a test which never ends, which a build tool cannot. */
@FunctionalInterface
public interface Examiner {
    /** Runs all tests once; empty when this project cannot be examined so (then the build tool alone tells). */
    Optional<Examination> examine(Problem problem, Duration limit);

    /**
     * What was seen.
     *
     * @param outcomes of all tests; those that never end are red
     * @param endless tests that were ended by their budget
     */
    record Examination(List<TestOutcome> outcomes, Set<TestId> endless) {
        public Examination {
            outcomes = List.copyOf(outcomes);
            endless = Set.copyOf(endless);
        }
    }
}
