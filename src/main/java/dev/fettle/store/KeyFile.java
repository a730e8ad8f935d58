package dev.fettle.store;

import dev.fettle.base.Sha256;
import dev.fettle.store.folder.PrivateFiles;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** The key of the delivery bodies: a file of its own (0600), so that the database or a backup of it alone gives no body away. */
final class KeyFile {
    /** Its name in a data folder. */
    static final String NAME = "delivery.key";

    private KeyFile() {}

    /**
     * Reads the key, and makes it on the first start.
     *
     * @throws StoreException when the database was written with another key, or with one that is not there
     */
    static byte[] open(Path file, Database database) {
        Optional<String> expected = expected(database);
        try {
            if (!Files.exists(file)) {
                if (expected.isPresent()) {
                    throw new StoreException(
                            "The key " + file + " is missing; without it no stored delivery can be read."
                                    + " Put it back from where you keep it (it is not part of a backup of the database),"
                                    + " or copy it from another machine that shares the database.");
                }
                byte[] fresh = new byte[BodyCipher.KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                Path absolute = file.toAbsolutePath();
                Path folder = absolute.getParent();
                if (folder != null) {
                    PrivateFiles.folder(folder);
                }
                PrivateFiles.replace(absolute, fresh);
            }
            byte[] key = Files.readAllBytes(file);
            String print = fingerprint(key);
            if (expected.isEmpty()) {
                database.change(handle -> handle.createUpdate("insert into memory(scope, key, value, updated_at)"
                                + " values ('store', 'delivery_key', :print, '') on conflict(scope, key) do nothing")
                        .bind("print", print)
                        .execute());
                // Another process may have come first, with a key of its own.
                expected = expected(database);
            }
            if (key.length != BodyCipher.KEY_BYTES
                    || expected.filter(other -> !other.equals(print)).isPresent()) {
                throw new StoreException("The key " + file
                        + " is not the one that this database was written with. Put the right one there: every process that"
                        + " shares a database has the same.");
            }
            return key;
        } catch (IOException e) {
            throw new StoreException("The key " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Optional<String> expected(Database database) {
        return database.read(
                handle -> handle.createQuery("select value from memory where scope = 'store' and key = 'delivery_key'")
                        .mapTo(String.class)
                        .findOne());
    }

    private static String fingerprint(byte[] key) {
        return Sha256.hex(key).substring(0, 16);
    }
}
