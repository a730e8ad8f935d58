package dev.fettle.build;

import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files of a repository the frames of a trace stand in, wherever a module keeps its sources and wherever the code was checked out when it threw. A frame that could be in
 * two files is in neither.
 */
public final class FramePaths {
    /** What webpack and others put round a path. */
    private static final Pattern ADDRESS = Pattern.compile("^(?:file://|webpack-internal:///|webpack:///)|[?#].*$");

    private final Map<String, List<String>> byName = new HashMap<>();

    /** Over the paths of a tree, relative to its root. */
    public FramePaths(Collection<String> files) {
        for (String file : files) {
            byName.computeIfAbsent(file.substring(file.lastIndexOf('/') + 1), name -> new ArrayList<>())
                    .add(file);
        }
    }

    /** The paths of the trace's frames, top first, each once, at most so many. */
    public List<String> of(StackTrace trace, int most) {
        Set<String> paths = new LinkedHashSet<>();
        for (Frame frame : trace.frames()) {
            String path = of(frame);
            if (!path.isEmpty() && paths.size() < most) {
                paths.add(path);
            }
        }
        return List.copyOf(paths);
    }

    /** The file of a frame, "" where it is not one of the repository's. */
    public String of(Frame frame) {
        String file = frame.file().replace('\\', '/');
        boolean inPackage = !frame.className().isEmpty() && file.indexOf('/') < 0;
        String told = inPackage
                ? packagePath(frame.className()) + file
                : ADDRESS.matcher(file).replaceAll("");
        String best = "";
        int most = 0;
        boolean twice = false;
        for (String path : byName.getOrDefault(told.substring(told.lastIndexOf('/') + 1), List.of())) {
            int shared = shared(path, told);
            boolean whole = shared == told.split("/").length || shared == path.split("/").length;
            // A package must be right as a whole; of a path on another machine its end is enough, but not the name
            // alone.
            if (inPackage && shared < told.split("/").length || !whole && shared < 2) {
                continue;
            }
            twice = shared == most || shared < most && twice;
            if (shared > most) {
                most = shared;
                best = path;
            }
        }
        return twice ? "" : best;
    }

    private static String packagePath(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot + 1).replace('.', '/');
    }

    private static int shared(String path, String told) {
        String[] ours = path.split("/");
        String[] theirs = told.split("/");
        int shared = 0;
        while (shared < ours.length
                && shared < theirs.length
                && ours[ours.length - 1 - shared].equals(theirs[theirs.length - 1 - shared])) {
            shared++;
        }
        return shared;
    }
}
