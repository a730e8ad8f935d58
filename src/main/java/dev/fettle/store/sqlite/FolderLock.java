package dev.fettle.store.sqlite;

import dev.fettle.store.sql.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a second process away from a data folder. The operating system lets go of it when the process dies, however it dies. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the folder, or says who has it. */
    static FolderLock take(Path folder) throws IOException {
        return tryTake(folder)
                .orElseThrow(
                        () -> new StoreException(
                                "Another Fettle is using " + folder
                                        + ", and works on its tickets. Stop it first, or give this one a data folder of its own (data_dir)."
                                        + " 'fettle tickets' and 'fettle status' work beside it: what they add or let go on, it takes up."));
    }

    /** Takes the folder when nobody has it. */
    static Optional<FolderLock> tryTake(Path folder) throws IOException {
        Path file = folder.resolve("fettle.lock");
        PrivateFiles.file(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new FolderLock(channel));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
