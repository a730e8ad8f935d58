package dev.fettle.store.sqlite;

import dev.fettle.store.folder.FolderLock;
import dev.fettle.store.folder.PrivateFiles;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Migrations;
import dev.fettle.store.sql.OpenDatabase;
import dev.fettle.store.sql.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SQLite file of a data folder: {@code fettle.db} with its lock, its state and its backup. */
public final class SqliteStore implements OpenDatabase {
    private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);

    private final Path folder;
    private final Optional<FolderLock> lock;
    private final String storeId;
    private final Database database;

    private SqliteStore(Path folder, Optional<FolderLock> lock, String storeId, Database database) {
        this.folder = folder;
        this.lock = lock;
        this.storeId = storeId;
        this.database = database;
    }

    /**
     * Opens the folder's database and makes it on the first start.
     *
     * @throws StoreException with what to do, when another process has it, it is gone, damaged, or of a newer version
     */
    public static SqliteStore open(Path folder) {
        try {
            PrivateFiles.folder(folder);
            return opened(folder, lock(folder));
        } catch (IOException e) {
            throw PrivateFiles.unusable(folder, e);
        }
    }

    /**
     * Opens the database for a command that does one thing and ends, whether or not a server has the folder. Where none has, and only then, what a start does is done first:
     * the database is made, checked after an unclean stop, brought up to date.
     *
     * @throws StoreException with what to do, when the database is gone, damaged, or of another version than this command
     */
    public static SqliteStore beside(Path folder) {
        try {
            PrivateFiles.folder(folder);
            if (!inOrder(folder)) {
                Optional<FolderLock> free = FolderLock.tryTake(folder);
                if (free.isPresent()) {
                    opened(folder, free.get()).close();
                }
            }
            return joined(folder);
        } catch (IOException e) {
            throw PrivateFiles.unusable(folder, e);
        }
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public InstantSource clock(InstantSource own) {
        return own;
    }

    @Override
    public void backup(Path target) {
        try {
            if (Files.exists(target)) {
                throw new StoreException("The backup " + target + " exists already; choose another name.");
            }
            PrivateFiles.file(target);
            try (Connection connection =
                            SqliteConnections.dataSource(file(folder)).getConnection();
                    var statement = connection.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, target.toString());
                statement.execute();
            }
        } catch (IOException | SQLException e) {
            throw new StoreException("The backup to " + target + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        database.close();
        if (lock.isEmpty()) {
            return; // whether the folder was closed in order is for its owner to say
        }
        try {
            new FolderState(storeId, true).write(folder);
        } catch (IOException e) {
            log.warn("The data folder could not be marked as closed: {}", e.getMessage());
        } finally {
            release(lock.get());
        }
    }

    /** Whether the last process closed the folder, and left the tables as this version wants them. */
    private static boolean inOrder(Path folder) throws IOException {
        Path file = file(folder);
        return FolderState.read(folder).map(FolderState::clean).orElse(false)
                && Files.exists(file)
                && Files.size(file) > 0
                && migrations(file, SqliteConnections.dataSource(file)).current();
    }

    private static SqliteStore joined(Path folder) throws IOException {
        Path file = file(folder);
        Optional<FolderState> state = FolderState.read(folder);
        if (state.isEmpty() || !Files.exists(file) || Files.size(file) == 0) {
            throw new StoreException(
                    "The database " + file + " is not there, or is being made right now; try again in a moment.");
        }
        DataSource source = SqliteConnections.dataSource(file);
        if (!migrations(file, source).current()) {
            throw new StoreException("The Fettle that is using " + folder
                    + " is older than this command. Use the command of that version, or stop it and start this one.");
        }
        String storeId = state.get().storeId();
        if (!storeId.equals(readStoreId(source))) {
            throw notTheOne(file, folder);
        }
        return new SqliteStore(folder, Optional.empty(), storeId, new Database(new SqliteConnections(file)));
    }

    private static StoreException notTheOne(Path file, Path folder) {
        return new StoreException("The database " + file
                + " is not the one that was in this folder before. Put the right one"
                + " back; or, if this one is meant, delete " + FolderState.file(folder) + " and start again.");
    }

    private static FolderLock lock(Path folder) throws IOException {
        return FolderLock.tryTake(folder)
                .orElseThrow(
                        () -> new StoreException(
                                "Another Fettle is using " + folder
                                        + ", and works on its tickets. Stop it first, or give this one a data folder of its own (data_dir)."
                                        + " 'fettle tickets' and 'fettle status' work beside it: what they add or let go on, it takes up."));
    }

    /** Opens the folder under its lock, which is let go of when that fails. */
    private static SqliteStore opened(Path folder, FolderLock lock) throws IOException {
        boolean opened = false;
        try {
            SqliteStore store = open(folder, lock);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                release(lock);
            }
        }
    }

    private static SqliteStore open(Path folder, FolderLock lock) throws IOException {
        Path file = file(folder);
        Optional<FolderState> before = FolderState.read(folder);
        boolean there = Files.exists(file) && Files.size(file) > 0;
        if (before.isPresent() && !there) {
            throw new StoreException("The database " + file
                    + " was here and is gone. Restore a backup to that place; or, to"
                    + " begin anew and forget everything, delete " + FolderState.file(folder) + " and start again.");
        }
        PrivateFiles.file(file);
        DataSource source = SqliteConnections.dataSource(file);
        if (there && !before.map(FolderState::clean).orElse(false)) {
            checkIntegrity(file, source);
        }
        migrations(file, source).run();
        String storeId = storeId(source);
        if (before.isPresent() && !before.get().storeId().equals(storeId)) {
            throw notTheOne(file, folder);
        }
        new FolderState(storeId, false).write(folder);
        return new SqliteStore(folder, Optional.of(lock), storeId, new Database(new SqliteConnections(file)));
    }

    private static void checkIntegrity(Path file, DataSource source) {
        log.info("The database was not closed in order the last time; checking it");
        List<String> found = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA integrity_check(5)")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        if (!found.equals(List.of("ok"))) {
            throw new StoreException("The database " + file + " is damaged: " + String.join("; ", found)
                    + ". Restore a backup; keep this file for a look at it.");
        }
    }

    private static String storeId(DataSource source) {
        return Jdbi.create(source).inTransaction(handle -> {
            handle.createUpdate("insert into memory(scope, key, value, updated_at) values ('store', 'id', :id, '')"
                            + " on conflict(scope, key) do nothing")
                    .bind("id", UUID.randomUUID().toString())
                    .execute();
            return handle.createQuery("select value from memory where scope = 'store' and key = 'id'")
                    .mapTo(String.class)
                    .one();
        });
    }

    /** Without a write: another process may be in the middle of one. */
    private static String readStoreId(DataSource source) {
        return Jdbi.create(source)
                .withHandle(
                        handle -> handle.createQuery("select value from memory where scope = 'store' and key = 'id'")
                                .mapTo(String.class)
                                .findOne()
                                .orElse(""));
    }

    static Migrations migrations(Path file, DataSource source) {
        return new Migrations(
                file.toString(), source, Map.of("id", "INTEGER PRIMARY KEY AUTOINCREMENT", "blob", "BLOB"));
    }

    private static Path file(Path folder) {
        return folder.resolve("fettle.db");
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.warn("The lock of the data folder could not be released: {}", e.getMessage());
        }
    }
}
