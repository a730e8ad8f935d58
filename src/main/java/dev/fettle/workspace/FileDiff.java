package dev.fettle.workspace;

import dev.fettle.workspace.Blobs.Version;
import dev.fettle.workspace.FileChange.Kind;
import dev.fettle.workspace.FileChange.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;

/** Turns two states of a file into a {@link FileChange} whose diff {@code git apply} takes. */
final class FileDiff {
    private static final DiffAlgorithm ALGORITHM = new HistogramDiff();

    private FileDiff() {}

    /** What was edited between two texts, in order. */
    static EditList edits(RawText before, RawText after) {
        return ALGORITHM.diff(RawTextComparator.DEFAULT, before, after);
    }

    /** The change of one file; at least one state is there. */
    static FileChange of(String path, @Nullable Version before, @Nullable Version after) {
        return of(path, before, after, new Binary.Room());
    }

    /** The same, one of many. */
    static FileChange of(String path, @Nullable Version before, @Nullable Version after, Binary.Room room) {
        Kind kind = before == null ? Kind.ADDED : after == null ? Kind.DELETED : Kind.MODIFIED;
        if (before != null && after != null && kindOf(before.mode()) != kindOf(after.mode())) {
            // A file that becomes a link is, for git, one that goes and another that comes.
            FileChange gone = of(path, before, null, room);
            FileChange come = of(path, null, after, room);
            return new FileChange(
                    path,
                    kind,
                    gone.before(),
                    come.after(),
                    come.addedLines(),
                    gone.removedLines(),
                    gone.unifiedDiff() + come.unifiedDiff(),
                    gone.binaryBefore(),
                    come.binaryAfter());
        }
        byte[] old = before == null ? new byte[0] : before.bytes();
        byte[] now = after == null ? new byte[0] : after.bytes();
        if (old == null || now == null || Texts.isBinary(old) || Texts.isBinary(now)) {
            return new FileChange(
                    path,
                    kind,
                    source(before),
                    source(after),
                    List.of(),
                    List.of(),
                    header(path, before, after) + binaryMark(path, before, after),
                    after == null ? null : Binary.held(old, room),
                    after == null ? null : Binary.held(now, room));
        }
        RawText a = new RawText(old);
        RawText b = new RawText(now);
        EditList edits = edits(a, b);
        List<Line> added = new ArrayList<>();
        List<Line> removed = new ArrayList<>();
        for (Edit edit : edits) {
            removed.addAll(Texts.lines(a, edit.getBeginA(), edit.getEndA()));
            added.addAll(Texts.lines(b, edit.getBeginB(), edit.getEndB()));
        }
        String diff = header(path, before, after);
        if (!edits.isEmpty()) {
            diff += Texts.source(hunks(edits, a, b))
                    .map(text -> names(path, before, after) + text)
                    .orElseGet(() -> binaryMark(path, before, after));
        }
        return new FileChange(path, kind, source(before), source(after), added, removed, diff);
    }

    /** The 1-based numbers of the lines of {@code after} that {@code before} has not. */
    static List<Integer> changedLines(byte[] before, byte[] after) {
        List<Integer> numbers = new ArrayList<>();
        for (Edit edit : ALGORITHM.diff(RawTextComparator.DEFAULT, new RawText(before), new RawText(after))) {
            for (int i = edit.getBeginB(); i < edit.getEndB(); i++) {
                numbers.add(i + 1);
            }
        }
        return numbers;
    }

    private static @Nullable String source(@Nullable Version version) {
        byte[] bytes = version == null ? null : version.bytes();
        return bytes == null ? null : Texts.source(bytes).orElse(null);
    }

    private static byte[] hunks(EditList edits, RawText a, RawText b) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(edits, a, b);
            formatter.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static String header(String path, @Nullable Version before, @Nullable Version after) {
        StringBuilder header = new StringBuilder("diff --git ")
                .append(quoted("a/" + path))
                .append(' ')
                .append(quoted("b/" + path))
                .append('\n');
        if (before == null && after != null) {
            header.append("new file mode ").append(mode(after)).append('\n');
        } else if (after == null && before != null) {
            header.append("deleted file mode ").append(mode(before)).append('\n');
        } else if (before != null && after != null && !before.mode().equals(after.mode())) {
            header.append("old mode ").append(mode(before)).append('\n');
            header.append("new mode ").append(mode(after)).append('\n');
        }
        ObjectId old = before == null ? ObjectId.zeroId() : before.id();
        ObjectId now = after == null ? ObjectId.zeroId() : after.id();
        if (!old.equals(now)) {
            header.append("index ").append(old.abbreviate(10).name());
            header.append("..").append(now.abbreviate(10).name());
            if (before != null && after != null && before.mode().equals(after.mode())) {
                header.append(' ').append(mode(after));
            }
            header.append('\n');
        }
        return header.toString();
    }

    private static String names(String path, @Nullable Version before, @Nullable Version after) {
        // git puts a tab after a name with a space in it, for tools that would cut the name there
        String end = path.indexOf(' ') >= 0 ? "\t\n" : "\n";
        return "--- " + (before == null ? "/dev/null\n" : quoted("a/" + path) + end) + "+++ "
                + (after == null ? "/dev/null\n" : quoted("b/" + path) + end);
    }

    private static String binaryMark(String path, @Nullable Version before, @Nullable Version after) {
        return "Binary files " + (before == null ? "/dev/null" : quoted("a/" + path)) + " and "
                + (after == null ? "/dev/null" : quoted("b/" + path)) + " differ\n";
    }

    private static String quoted(String name) {
        return QuotedString.GIT_PATH.quote(name);
    }

    private static String mode(Version version) {
        return new String(octal(version.mode()), StandardCharsets.US_ASCII);
    }

    private static byte[] octal(FileMode mode) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            mode.copyTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static int kindOf(FileMode mode) {
        return mode.getObjectType() == org.eclipse.jgit.lib.Constants.OBJ_BLOB && !mode.equals(FileMode.SYMLINK)
                ? FileMode.TYPE_FILE
                : mode.getBits();
    }
}
