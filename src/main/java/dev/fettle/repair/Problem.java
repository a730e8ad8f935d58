package dev.fettle.repair;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.StackTrace;
import dev.fettle.build.TestId;
import dev.fettle.workspace.Workspace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be repaired.
 *
 * @param workspace the tree, at its base
 * @param tool how it is built
 * @param project made ready by the tool
 * @param failing tests that are said to be red; empty when not known (then the whole suite tells)
 * @param trace an exception that was seen, null for none
 * @param recentLines lines changed since the last green commit, by path; a hint
 */
public record Problem(
        Workspace workspace,
        BuildTool tool,
        Project project,
        List<TestId> failing,
        @Nullable StackTrace trace,
        Map<String, List<Integer>> recentLines) {
    public Problem {
        failing = List.copyOf(failing);
        recentLines = Map.copyOf(recentLines);
    }
}
