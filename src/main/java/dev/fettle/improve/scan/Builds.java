package dev.fettle.improve.scan;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.BuildTool;
import dev.fettle.build.DependencyAudit;
import dev.fettle.build.Project;
import dev.fettle.sandbox.Sandboxes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/** What it takes to build a tree. Asked only when a source must, for both cost time to find. */
public interface Builds {
    /**
     * The tool that builds a tree; empty for none that is known.
     *
     * @throws dev.fettle.build.BuildException when a tool that is needed is not installed
     */
    Optional<BuildTool> toolOf(Path tree);

    /**
     * Maven, which also fetches what analysers are made of.
     *
     * @throws dev.fettle.build.BuildException when it is not installed
     */
    BuildTool maven();

    /** The audit of what Maven resolves. */
    DependencyAudit audit();

    /** Where foreign code runs. */
    Sandboxes sandboxes();

    /** Whether the operator lets the code of a repository be run in what there is of a sandbox. */
    boolean mayRun(RepositoryRef repository);

    /** Looks at a tree by running its code, or says why that code cannot be run. */
    default Looked running(String source, Place place, BiFunction<BuildTool, Project, Looked> look) {
        Path tree = place.tree().root();
        Optional<BuildTool> tool = toolOf(tree);
        if (tool.isEmpty()) {
            return Looked.not(source, ScanReason.NOT_SUPPORTED, "");
        }
        if (!mayRun(place.repository())) {
            return Looked.not(source, ScanReason.NO_SANDBOX, place.repository().slug() + " may not run without one");
        }
        return look.apply(tool.get(), tool.get().prepare(tree));
    }
}
