package dev.fettle.workspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;

/** Changes as the workspace would find them, from texts before and after: no repository is needed to judge one. */
public final class Changes {
    private final List<FileChange> files = new ArrayList<>();

    private Changes() {}

    public static Changes none() {
        return new Changes();
    }

    /** One file with another text. */
    public static Change modified(String path, String before, String after) {
        return none().modify(path, before, after).change();
    }

    /** One new file. */
    public static Change added(String path, String text) {
        return none().add(path, text).change();
    }

    public Changes modify(String path, String before, String after) {
        files.add(FileDiff.of(path, version(before), version(after)));
        return this;
    }

    public Changes add(String path, String text) {
        files.add(FileDiff.of(path, null, version(text)));
        return this;
    }

    /** A file of any bytes; before it is null where the file is new. */
    public Changes bytes(String path, byte @org.jspecify.annotations.Nullable [] before, byte[] after) {
        files.add(FileDiff.of(path, before == null ? null : version(before), version(after)));
        return this;
    }

    public Changes delete(String path, String text) {
        files.add(FileDiff.of(path, version(text), null));
        return this;
    }

    public Changes add(Map<String, String> texts) {
        texts.forEach(this::add);
        return this;
    }

    public Change change() {
        List<FileChange> sorted = new ArrayList<>(files);
        sorted.sort(Comparator.comparing(FileChange::path));
        return new Change("a".repeat(40), "b".repeat(40), sorted);
    }

    private static Blobs.Version version(String text) {
        return version(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Blobs.Version version(byte[] bytes) {
        return new Blobs.Version(FileMode.REGULAR_FILE, Blobs.idOf(bytes), bytes);
    }
}
