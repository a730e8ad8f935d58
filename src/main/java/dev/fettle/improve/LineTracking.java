package dev.fettle.improve;

import dev.fettle.build.FramePaths;
import dev.fettle.build.JavaMethods;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import dev.fettle.workspace.Since;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A trace as the branch has its places that is to be mended: files that were renamed have their new names, lines the numbers that they have there now. A line that is not there any more has
 * none, so that its method alone is looked for; that is said, and so is it where nobody said which revision threw.
 */
public final class LineTracking {
    private static final int MOST_TOLD = 3;

    private final Set<String> moved = new LinkedHashSet<>();
    private final Set<String> lost = new LinkedHashSet<>();

    private LineTracking() {}

    /**
     * What is known of a trace's places.
     *
     * @param note in a sentence or two; "" where nothing is to be said
     */
    public record Tracked(StackTrace trace, String note) {}

    /**
     * Of a trace that was thrown in a revision that is known.
     *
     * @param revision as it was named
     */
    public static Tracked since(Since since, StackTrace trace, String revision) {
        LineTracking tracking = new LineTracking();
        FramePaths before = new FramePaths(since.files());
        StackTrace followed = each(trace, frame -> tracking.followed(since, before, trace.language(), frame));
        String of =
                revision.equals(since.commit()) ? short12(revision) : revision + " (" + short12(since.commit()) + ")";
        return new Tracked(followed, tracking.note("The trace's lines are those of " + of + "."));
    }

    /**
     * Of a trace of which nobody knows the revision: lines count as long as they can be of the method that they are said to be of.
     *
     * @param read the text of a path of the branch
     */
    static Tracked unknown(
            Collection<String> files, Function<String, Optional<String>> read, StackTrace trace, String revision) {
        LineTracking tracking = new LineTracking();
        FramePaths paths = new FramePaths(files);
        Map<String, JavaMethods> parsed = new HashMap<>();
        StackTrace checked = each(trace, frame -> {
            String path = frame.line() > 0 ? paths.of(frame) : "";
            if (path.isEmpty()) {
                return frame;
            }
            Optional<String> text = read.apply(path);
            boolean may = text.isEmpty()
                    || frame.line() <= text.get().lines().count()
                            && (!path.endsWith(".java")
                                    || parsed.computeIfAbsent(path, file -> JavaMethods.of(text.get()))
                                            .may(frame.method(), frame.line()));
            if (may) {
                return frame;
            }
            tracking.lost.add(place(path, frame.line()) + " (not in " + frame.method() + ")");
            return new Frame(frame.className(), frame.method(), frame.file(), 0);
        });
        String why = revision.isEmpty() ? "" : "The repository has no commit or tag for " + revision + ".";
        return new Tracked(checked, tracking.lost.isEmpty() ? why : tracking.note(why));
    }

    private static StackTrace each(StackTrace trace, Function<Frame, Frame> changed) {
        return new StackTrace(
                trace.language(),
                trace.type(),
                trace.message(),
                trace.frames().stream().map(changed).toList(),
                trace.causes().stream().map(cause -> each(cause, changed)).toList());
    }

    private Frame followed(Since since, FramePaths before, Language language, Frame frame) {
        String path = before.of(frame);
        if (path.isEmpty()) {
            return frame;
        }
        Optional<Since.Place> now = since.now(path, frame.line());
        if (now.isEmpty()) {
            lost.add(place(path, frame.line()) + " (the file is gone)");
            return new Frame(frame.className(), frame.method(), frame.file(), 0);
        }
        String there = now.get().path();
        int line = now.get().line();
        if (frame.line() > 0 && line == 0) {
            lost.add(place(path, frame.line()) + " (changed since"
                    + (there.equals(path) ? ")" : ", now in " + there + ")"));
        } else if (!there.equals(path) || line != frame.line()) {
            moved.add(place(path, frame.line()) + " → " + place(there, line));
        }
        return there.equals(path)
                ? new Frame(frame.className(), frame.method(), frame.file(), line)
                : renamed(language, frame, path, there, line);
    }

    /** Where a class is told by its name, it has the one that follows from its file. */
    private static Frame renamed(Language language, Frame frame, String path, String there, int line) {
        boolean inPackage = language == Language.JAVA && !frame.className().isEmpty();
        if (!inPackage) {
            return new Frame(frame.className(), frame.method(), there, line);
        }
        String simple = frame.className().substring(frame.className().lastIndexOf('.') + 1);
        String packageFolder = frame.className()
                .substring(0, frame.className().length() - simple.length())
                .replace('.', '/');
        String root = path.substring(
                0,
                Math.max(
                        0,
                        path.length() - packageFolder.length() - fileName(path).length()));
        String stem = stem(path);
        String name = simple.equals(stem) || simple.startsWith(stem + "$")
                ? stem(there) + simple.substring(stem.length())
                : simple;
        String folder = there.substring(0, there.length() - fileName(there).length());
        String inside = folder.startsWith(root)
                ? folder.substring(root.length())
                : folder.endsWith("/" + packageFolder) ? packageFolder : folderOfSources(folder);
        return new Frame(inside.replace('/', '.') + name, frame.method(), fileName(there), line);
    }

    /** After the folder that sources are kept in by custom. */
    private static String folderOfSources(String folder) {
        for (String custom : List.of("/java/", "/kotlin/", "/scala/", "/src/")) {
            int at = ("/" + folder).lastIndexOf(custom);
            if (at >= 0) {
                return ("/" + folder).substring(at + custom.length());
            }
        }
        return folder;
    }

    private String note(String lead) {
        List<String> sentences = new ArrayList<>();
        sentences.add(lead);
        if (!moved.isEmpty()) {
            sentences.add("Now: " + few(moved) + ".");
        }
        if (!lost.isEmpty()) {
            sentences.add("Lines that could not be followed: " + few(lost) + "; their methods alone count.");
        }
        return String.join(" ", sentences).strip();
    }

    private static String few(Set<String> places) {
        String told = String.join(", ", places.stream().limit(MOST_TOLD).toList());
        return places.size() <= MOST_TOLD ? told : told + " and " + (places.size() - MOST_TOLD) + " more";
    }

    private static String place(String path, int line) {
        return fileName(path) + (line > 0 ? ":" + line : "");
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String stem(String path) {
        String name = fileName(path);
        return name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
    }

    private static String short12(String commit) {
        return commit.length() == 40 ? commit.substring(0, 12) : commit;
    }
}
