package dev.fettle.workspace;

import dev.fettle.workspace.FileChange.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.SimilarityIndex;
import org.eclipse.jgit.diff.SimilarityIndex.TableFullException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a change only moved, as git tells it: one that is gone and one that came with at least half of its content, the likest first. A change itself names
 * both, since a patch has to take the one away and make the other; who asks what is <em>new</em> in it follows the moves.
 */
public final class Moves {
    private static final int LEAST_ALIKE = 50;
    private static final int WHOLE = 100;
    /** Of files on either side: each is compared with each. */
    private static final int MOST_COMPARED = 100;

    private static final Pattern IDS = Pattern.compile("(?m)^index ([0-9a-f]{7,40})\\.\\.([0-9a-f]{7,40})");

    private final Change change;
    private final Map<String, FileChange> from = new HashMap<>();

    private Moves(Change change) {
        this.change = change;
    }

    /** The moves of a change. */
    public static Moves of(Change change) {
        Moves moves = new Moves(change);
        List<FileChange> gone = moves.of(Kind.DELETED);
        List<FileChange> come = moves.of(Kind.ADDED);
        moves.unchanged(gone, come);
        boolean both = !gone.isEmpty() && !come.isEmpty();
        if (both && gone.size() <= MOST_COMPARED && come.size() <= MOST_COMPARED) {
            moves.alike(gone, come);
        }
        return moves;
    }

    /** Where a file was before; empty when it did not move. */
    public Optional<String> from(String path) {
        return Optional.ofNullable(from.get(path)).map(FileChange::path);
    }

    /** Whether a folder is left with none of its files changed where they were, and some of them moved to another one. */
    public boolean folder(String before, String after) {
        boolean came = from.entrySet().stream()
                .anyMatch(one -> one.getValue().path().startsWith(before + "/")
                        && one.getKey().startsWith(after + "/"));
        return came
                && change.files().stream()
                        .noneMatch(file -> file.path().startsWith(before + "/") && file.kind() != Kind.DELETED);
    }

    /**
     * The change with each moved file as one that is {@link Kind#MODIFIED} where it is now: its lines are those that differ from what it was elsewhere. Its parts are to be
     * looked at, not applied.
     */
    public Change followed() {
        if (from.isEmpty()) {
            return change;
        }
        Set<String> left = new HashSet<>();
        from.values().forEach(file -> left.add(file.path()));
        List<FileChange> files = new ArrayList<>();
        for (FileChange file : change.files()) {
            FileChange before = from.get(file.path());
            if (before != null) {
                files.add(moved(before, file));
            } else if (!left.contains(file.path())) {
                files.add(file);
            }
        }
        return new Change(change.base(), change.head(), files);
    }

    private static FileChange moved(FileChange before, FileChange after) {
        FileChange edited = FileDiff.of(after.path(), version(before.before()), version(after.after()));
        return new FileChange(
                after.path(),
                Kind.MODIFIED,
                before.before(),
                after.after(),
                before.before() == null ? List.of() : edited.addedLines(),
                before.before() == null ? List.of() : edited.removedLines(),
                before.unifiedDiff() + after.unifiedDiff(),
                after.binaryAfter(),
                after.binaryAfter());
    }

    private List<FileChange> of(Kind kind) {
        return new ArrayList<>(
                change.files().stream().filter(file -> file.kind() == kind).toList());
    }

    private void unchanged(List<FileChange> gone, List<FileChange> come) {
        Map<String, List<FileChange>> byContent = new HashMap<>();
        gone.forEach(file -> content(file, 1)
                .ifPresent(id ->
                        byContent.computeIfAbsent(id, none -> new ArrayList<>()).add(file)));
        for (FileChange file : List.copyOf(come)) {
            List<FileChange> same = content(file, 2)
                    .map(byContent::get)
                    .filter(files -> !files.isEmpty())
                    .orElse(List.of());
            same.stream()
                    .min(Comparator.comparing((FileChange one) -> !name(one).equals(name(file))))
                    .ifPresent(one -> {
                        same.remove(one);
                        pair(one, file, gone, come);
                    });
        }
    }

    private record Alike(FileChange gone, FileChange come, int score) {}

    private void alike(List<FileChange> gone, List<FileChange> come) {
        Map<FileChange, SimilarityIndex> indexes = new HashMap<>();
        gone.forEach(file -> index(file.before()).ifPresent(index -> indexes.put(file, index)));
        come.forEach(file -> index(file.after()).ifPresent(index -> indexes.put(file, index)));
        List<Alike> alike = new ArrayList<>();
        for (FileChange old : gone) {
            for (FileChange now : come) {
                SimilarityIndex before = indexes.get(old);
                SimilarityIndex after = indexes.get(now);
                int score = before == null || after == null ? 0 : before.score(after, WHOLE);
                if (score >= LEAST_ALIKE) {
                    alike.add(new Alike(old, now, score));
                }
            }
        }
        alike.sort(Comparator.comparingInt((Alike one) -> -one.score())
                .thenComparing(one -> !name(one.gone()).equals(name(one.come())))
                .thenComparing(one -> one.come().path()));
        for (Alike one : alike) {
            if (gone.contains(one.gone()) && come.contains(one.come())) {
                pair(one.gone(), one.come(), gone, come);
            }
        }
    }

    private void pair(FileChange before, FileChange after, List<FileChange> gone, List<FileChange> come) {
        from.put(after.path(), before);
        gone.remove(before);
        come.remove(after);
    }

    /** The id of what a file held or holds; none of an empty one, which is like any other. */
    private static Optional<String> content(FileChange file, int side) {
        Matcher ids = IDS.matcher(file.unifiedDiff());
        boolean empty = "".equals(side == 1 ? file.before() : file.after());
        return ids.find() && !empty ? Optional.of(ids.group(side)) : Optional.empty();
    }

    private static Optional<SimilarityIndex> index(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return Optional.of(SimilarityIndex.create(new ObjectLoader.SmallObject(Constants.OBJ_BLOB, bytes)));
        } catch (TableFullException e) {
            return Optional.empty(); // too large to be compared: it counts as new
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static Blobs.Version version(@Nullable String text) {
        byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        return new Blobs.Version(FileMode.REGULAR_FILE, Blobs.idOf(bytes), bytes);
    }

    private static String name(FileChange file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
}
