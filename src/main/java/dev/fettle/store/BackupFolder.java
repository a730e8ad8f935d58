package dev.fettle.store;

import dev.fettle.store.folder.PrivateFiles;
import dev.fettle.store.sql.OpenDatabase;
import dev.fettle.store.sql.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;

/** A folder with all that a data folder needs to come back: the database and its key, for their owner alone. */
public final class BackupFolder {
    private static final String DATABASE = "fettle.db";

    private BackupFolder() {}

    static void write(OpenDatabase store, Path keyFile, Path target) {
        try {
            if (Files.exists(target)) {
                throw new StoreException(target + " exists already; name a folder that does not.");
            }
            Path half = target.resolveSibling(target.getFileName() + ".half");
            if (Files.exists(half)) {
                throw new StoreException(half + " was left by a backup that did not end; look into it, and delete it.");
            }
            PrivateFiles.folder(half);
            store.backup(half.resolve(DATABASE));
            PrivateFiles.replace(half.resolve(KeyFile.NAME), Files.readAllBytes(keyFile));
            Files.move(half, target);
        } catch (IOException e) {
            throw new StoreException("The backup to " + target + " failed: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a data folder from a backup, and opens it once to see that it is whole.
     *
     * @param data must not be there, or be empty
     * @throws StoreException with what to do, when it is no backup, damaged, or of a newer version
     */
    public static void restore(Path backup, Path data, InstantSource clock) {
        try {
            if (!Files.isRegularFile(backup.resolve(DATABASE)) || !Files.isRegularFile(backup.resolve(KeyFile.NAME))) {
                throw new StoreException(
                        backup + " is no backup: it must hold " + DATABASE + " and " + KeyFile.NAME + ".");
            }
            if (!emptyOrMissing(data)) {
                throw new StoreException("The data folder " + data
                        + " is not empty. Stop the server and move that folder away first; what is in it is kept so.");
            }
            PrivateFiles.folder(data);
            for (String name : new String[] {DATABASE, KeyFile.NAME}) {
                PrivateFiles.file(data.resolve(name));
                Files.write(data.resolve(name), Files.readAllBytes(backup.resolve(name)));
            }
            Stores.open(data, clock, text -> text).close();
        } catch (IOException e) {
            throw new StoreException("The backup could not be put back: " + e.getMessage(), e);
        }
    }

    private static boolean emptyOrMissing(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> there = Files.list(folder)) {
            return there.findAny().isEmpty();
        }
    }
}
