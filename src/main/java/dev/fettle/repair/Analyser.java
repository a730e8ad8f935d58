package dev.fettle.repair;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.workspace.Workspace;
import java.time.Duration;
import java.util.List;

/** Looks for mistakes in code by rules that say what would mend them. It runs in the sandbox, for the project's own build has to run first. */
public interface Analyser {
    /** Its name and version, and what it looks for: another one is worth another look at the same tree. */
    String edition();

    /**
     * Looks at the production code of a tree.
     *
     * @param tool that builds the tree
     * @param project the tree made ready by the tool
     * @param limit of the whole
     * @throws dev.fettle.build.BuildException when the analyser itself cannot be had
     */
    Analysis analyse(Workspace tree, BuildTool tool, Project project, Duration limit);

    /**
     * What it saw.
     *
     * @param findings in the order of modules and files
     * @param notLookedAt modules that could not be looked at, each with why
     * @param built false when the project does not compile; then nothing was looked at
     */
    record Analysis(List<Finding> findings, List<String> notLookedAt, boolean built) {
        public Analysis {
            findings = List.copyOf(findings);
            notLookedAt = List.copyOf(notLookedAt);
        }
    }

    /**
     * One mistake.
     *
     * @param path relative to the root of the tree
     * @param line 1-based
     * @param severity medium or high
     * @param suggestion the line as the rule would have it, "" where it does not say
     */
    record Finding(String rule, String path, int line, String severity, String message, String suggestion) {}
}
