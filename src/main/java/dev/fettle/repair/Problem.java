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
 * @param code that an issue shows, null for none
 * @param finding what a rule found, where that is all that is wrong; null for none
 */
public record Problem(
        Workspace workspace,
        BuildTool tool,
        Project project,
        List<TestId> failing,
        @Nullable StackTrace trace,
        Map<String, List<Integer>> recentLines,
        @Nullable ReportedCode code,
        @Nullable RuleFinding finding) {
    public Problem {
        failing = List.copyOf(failing);
        recentLines = Map.copyOf(recentLines);
    }

    /** A finding of an analyser's rule. */
    public record RuleFinding(String rule, String path) {}

    /** Where nobody shows code. */
    public Problem(
            Workspace workspace,
            BuildTool tool,
            Project project,
            List<TestId> failing,
            @Nullable StackTrace trace,
            Map<String, List<Integer>> recentLines) {
        this(workspace, tool, project, failing, trace, recentLines, null, null);
    }

    /** The same, with the project read in another way. */
    public Problem of(Project reading) {
        return new Problem(workspace, tool, reading, failing, trace, recentLines, code, finding);
    }

    /** The same, where an issue shows code. */
    public Problem showing(@Nullable ReportedCode shown) {
        return new Problem(workspace, tool, project, failing, trace, recentLines, shown, finding);
    }

    /** The same, where a rule found something. */
    public Problem found(@Nullable RuleFinding by) {
        return new Problem(workspace, tool, project, failing, trace, recentLines, code, by);
    }
}
