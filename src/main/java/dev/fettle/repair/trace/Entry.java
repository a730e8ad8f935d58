package dev.fettle.repair.trace;

import dev.fettle.build.Project;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method on the trace from which the exception may be reached.
 *
 * @param module whose sources hold it
 * @param path of its source
 * @param frame it
 */
record Entry(Project.Module module, String path, Frame frame) {
    /** The project's own methods on a trace, from the one that threw outwards. */
    static List<Entry> of(StackTrace trace, Project project, Workspace workspace) {
        List<Entry> entries = new ArrayList<>();
        for (Frame frame : trace.root().frames()) {
            find(frame, project, workspace).ifPresent(entries::add);
        }
        return entries;
    }

    private static Optional<Entry> find(Frame frame, Project project, Workspace workspace) {
        String name = frame.className();
        int nested = name.indexOf('$');
        String source = (nested < 0 ? name : name.substring(0, nested)).replace('.', '/') + ".java";
        for (Project.Module module : project.modules()) {
            for (String folder : module.sources()) {
                String path = folder + "/" + source;
                if (workspace.read(path).isPresent()) {
                    return Optional.of(new Entry(module, path, frame));
                }
            }
        }
        return Optional.empty();
    }

    /** The package, "" for none. */
    String packageName() {
        int dot = frame.className().lastIndexOf('.');
        return dot < 0 ? "" : frame.className().substring(0, dot);
    }

    /** The class's simple name, nested ones joined. */
    String simpleName() {
        return frame.className()
                .substring(frame.className().lastIndexOf('.') + 1)
                .replace("$", "");
    }
}
