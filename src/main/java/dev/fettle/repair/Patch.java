package dev.fettle.repair;

import dev.fettle.workspace.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change with its proof.
 *
 * @param change the production change and, where Fettle wrote one, the test
 * @param proof why it may be proposed
 * @param candidate what was chosen
 * @param engine the patcher's name
 * @param confidence 0 to 1
 * @param runnersUp other plausible behaviours, best first
 * @param written the test that Fettle wrote, null for none
 */
public record Patch(
        Change change,
        Proof proof,
        Candidate candidate,
        String engine,
        double confidence,
        List<Search.Plausible> runnersUp,
        Reproduction.@Nullable WrittenTest written) {
    public Patch {
        runnersUp = List.copyOf(runnersUp);
    }

    /** The rule that made it. */
    public String rule() {
        return candidate.rule();
    }
}
