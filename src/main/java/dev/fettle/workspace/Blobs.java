package dev.fettle.workspace;

import java.io.IOException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** The content of files in the object database. */
final class Blobs {
    private Blobs() {}

    /** The bytes of a blob; null when it is larger than {@link TreeFiles#LARGEST}. */
    static byte @Nullable [] read(ObjectReader reader, ObjectId id) throws IOException {
        try {
            return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(TreeFiles.LARGEST);
        } catch (LargeObjectException e) {
            return null;
        }
    }

    /** What a tree entry holds, submodules as git shows them in a diff. */
    static Version version(ObjectReader reader, FileMode mode, ObjectId id) throws IOException {
        if (mode.equals(FileMode.GITLINK)) {
            return new Version(mode, id, Constants.encode("Subproject commit " + id.name() + "\n"));
        }
        return new Version(mode, id, read(reader, id));
    }

    /** The id that bytes would have as a blob. */
    static ObjectId idOf(byte[] bytes) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, bytes);
        }
    }

    /**
     * One state of a file.
     *
     * @param bytes null when too large to be shown
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Version(FileMode mode, ObjectId id, byte @Nullable [] bytes) {}
}
