package dev.fettle.gate;

import dev.fettle.repair.Patch;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * What a gate looks at.
 *
 * @param change what is judged
 * @param workspace the tree with the change applied; null where only the difference is at hand
 * @param patch ours with its proof, null for a person's change
 * @param trees before and after the change, to be built and run
 * @param branch that the change comes from
 */
public record GateInput(
        Change change,
        @Nullable Workspace workspace,
        @Nullable Patch patch,
        Trees trees,
        Branch branch) {
    /** Where nothing is known of the branch. */
    public GateInput(Change change, @Nullable Workspace workspace, @Nullable Patch patch, Trees trees) {
        this(change, workspace, patch, trees, Branch.NONE);
    }

    /** Where nothing is to be run. */
    public GateInput(Change change, @Nullable Workspace workspace, @Nullable Patch patch) {
        this(change, workspace, patch, Trees.ONLY_THE_DIFFERENCE);
    }

    /** The files of the state that the change leads to, as far as they are at hand. */
    public HeadFiles files() {
        return workspace == null ? branch.head() : workspace::read;
    }

    GateInput with(Trees others) {
        return new GateInput(change, workspace, patch, others, branch);
    }
}
