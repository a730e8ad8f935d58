package dev.fettle.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a person's folder are part of it: all that git tracks, and what is untracked but not ignored. Build output, nested
 * repositories and {@code .git} are not.
 */
final class FolderFiles {
    /** Beyond this the folder is surely not one project. */
    private static final int MOST_FILES = 200_000;

    private final Path root;
    private final SortedSet<String> tracked;
    private final @Nullable IgnoreNode exclude;
    private final SortedMap<String, Path> found = new TreeMap<>();
    private final Deque<Rules> rules = new ArrayDeque<>();

    private FolderFiles(Path root, SortedSet<String> tracked, @Nullable IgnoreNode exclude) {
        this.root = root;
        this.tracked = tracked;
        this.exclude = exclude;
    }

    /** The files and links by path, forward slashes, sorted. */
    static SortedMap<String, Path> of(Path root, @Nullable Repository users, java.util.Collection<String> committed)
            throws IOException {
        SortedSet<String> tracked = new TreeSet<>(committed);
        IgnoreNode exclude = null;
        if (users != null) {
            DirCache index = users.readDirCache();
            for (int i = 0; i < index.getEntryCount(); i++) {
                tracked.add(index.getEntry(i).getPathString());
            }
            exclude = parse(users.getCommonDirectory().toPath().resolve("info/exclude"));
        }
        FolderFiles files = new FolderFiles(root, tracked, exclude);
        files.walk(root, "");
        return files.found;
    }

    private void walk(Path folder, String prefix) throws IOException {
        IgnoreNode here = parse(folder.resolve(".gitignore"));
        if (here != null) {
            rules.push(new Rules(prefix, here));
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                visit(child, prefix + child.getFileName());
            }
        }
        if (here != null) {
            rules.pop();
        }
    }

    private void visit(Path file, String path) throws IOException {
        if (TreePath.whyNotCheckedOut(path).isPresent()) {
            return;
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            boolean nested = Files.exists(file.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
            boolean tracks = !tracked.subSet(path + "/", path + "0").isEmpty(); // '0' follows '/'
            if (!nested && (tracks || !(isIgnored(path, true) || isBuildOutput(file)))) {
                walk(file, path + "/");
            }
        } else if (Files.isSymbolicLink(file) || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            if (tracked.contains(path) || !isIgnored(path, false)) {
                found.put(path, file);
                if (found.size() > MOST_FILES) {
                    throw new WorkspaceException(root + " holds more than " + MOST_FILES
                            + " files: name the folder of one project, or list the rest in .gitignore");
                }
            }
        }
    }

    private boolean isIgnored(String path, boolean folder) {
        for (Iterator<Rules> inner = rules.iterator(); inner.hasNext(); ) {
            Rules next = inner.next();
            Boolean ignored =
                    next.node().checkIgnored(path.substring(next.prefix().length()), folder);
            if (ignored != null) {
                return ignored;
            }
        }
        return exclude != null && Boolean.TRUE.equals(exclude.checkIgnored(path, folder));
    }

    private static boolean isBuildOutput(Path folder) {
        Path beside = folder.getParent();
        if (beside == null) {
            return false;
        }
        return switch (String.valueOf(folder.getFileName())) {
            case "node_modules", ".gradle", ".venv", "__pycache__" -> true;
            case "target" -> Files.exists(beside.resolve("pom.xml"));
            case "build" ->
                Files.exists(beside.resolve("build.gradle")) || Files.exists(beside.resolve("build.gradle.kts"));
            default -> false;
        };
    }

    private static @Nullable IgnoreNode parse(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        IgnoreNode node = new IgnoreNode();
        try (InputStream in = Files.newInputStream(file)) {
            node.parse(in);
        }
        return node;
    }

    /** The rules of one {@code .gitignore}, and the folder (with a slash) that it speaks of. */
    private record Rules(String prefix, IgnoreNode node) {}
}
