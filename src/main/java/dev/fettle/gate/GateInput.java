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
 */
public record GateInput(
        Change change,
        @Nullable Workspace workspace,
        @Nullable Patch patch) {}
