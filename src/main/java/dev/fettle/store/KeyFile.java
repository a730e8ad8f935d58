package dev.fettle.store;

import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sqlite.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The key of the delivery bodies: a file of its own (0600), so that the database or a backup of it alone gives no body away. */
final class KeyFile {
    static final String NAME = "delivery.key";

    private KeyFile() {}

    /**
     * Reads the key, and makes it on the first start.
     *
     * @throws StoreException when the database was written with another key, or with one that is not there
     */
    static byte[] open(Path folder, Database database) {
        Path file = folder.resolve(NAME);
        Optional<String> expected = database.read(
                handle -> handle.createQuery("select value from memory where scope = 'store' and key = 'delivery_key'")
                        .mapTo(String.class)
                        .findOne());
        try {
            if (!Files.exists(file)) {
                if (expected.isPresent()) {
                    throw new StoreException(
                            "The key " + file + " is missing; without it no stored delivery can be read."
                                    + " Put it back from where you keep it (it is not part of a backup of the database).");
                }
                byte[] fresh = new byte[BodyCipher.KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                PrivateFiles.replace(file, fresh);
            }
            byte[] key = Files.readAllBytes(file);
            String print = fingerprint(key);
            if (key.length != BodyCipher.KEY_BYTES
                    || expected.filter(other -> !other.equals(print)).isPresent()) {
                throw new StoreException("The key " + file
                        + " is not the one that this database was written with. Put the right one back.");
            }
            if (expected.isEmpty()) {
                database.change(handle -> handle.createUpdate("insert into memory(scope, key, value, updated_at)"
                                + " values ('store', 'delivery_key', :print, '')")
                        .bind("print", print)
                        .execute());
            }
            return key;
        } catch (IOException e) {
            throw new StoreException("The key " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String fingerprint(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
