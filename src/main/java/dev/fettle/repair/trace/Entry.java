package dev.fettle.repair.trace;

import dev.fettle.build.Project;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.workspace.Workspace;
import java.util.Optional;

/**
 * A class of the project on a trace.
 *
 * @param module whose sources hold it
 * @param path of its source
 * @param className binary
 */
record Entry(Project.Module module, String path, String className) {
    /** The innermost of the project's own classes on a trace, also where a library threw what the project only wrapped. */
    static Optional<Entry> of(StackTrace trace, Project project, Workspace workspace) {
        for (StackTrace part : trace.parts()) {
            for (Frame frame : part.frames()) {
                Optional<Entry> found = find(frame.className(), project, workspace);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Entry> find(String className, Project project, Workspace workspace) {
        int nested = className.indexOf('$');
        String source = (nested < 0 ? className : className.substring(0, nested)).replace('.', '/') + ".java";
        for (Project.Module module : project.modules()) {
            for (String folder : module.sources()) {
                String path = folder.isEmpty() ? source : folder + "/" + source;
                if (workspace.read(path).isPresent()) {
                    return Optional.of(new Entry(module, path, className));
                }
            }
        }
        return Optional.empty();
    }

    /** The package, "" for none. */
    String packageName() {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    /** The class's simple name, nested ones joined. */
    String simpleName() {
        return className.substring(className.lastIndexOf('.') + 1).replace("$", "");
    }
}
