package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import java.util.List;
import java.util.Map;

/** How long tests took in runs of CI that were read: logs are large, and gone after a while. */
public interface TestTimeLog {
    /** Runs of one workflow that are kept. */
    int MOST_RUNS = 40;

    /** What was read of a run. */
    record Run(long id, String commit, Map<String, Double> seconds) {
        public Run {
            seconds = Map.copyOf(seconds);
        }
    }

    /** Whether a run was read. */
    boolean has(RepositoryRef repository, CiRun run);

    /** Keeps what was read of a run, and forgets the oldest runs of the same workflow. Names are clean. */
    void add(RepositoryRef repository, CiRun run, Map<String, Double> seconds);

    /** The runs of a workflow that are kept, oldest first. */
    List<Run> runs(RepositoryRef repository, String workflow);
}
