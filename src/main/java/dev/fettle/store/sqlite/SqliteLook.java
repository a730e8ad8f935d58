package dev.fettle.store.sqlite;

import dev.fettle.store.folder.PrivateFiles;
import dev.fettle.store.sql.Migrations;
import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sql.StoreLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Looks at the SQLite file of a data folder, whether or not a server works on it, and changes nothing. */
public final class SqliteLook {
    /** A larger one takes longer than a person waits; a start after an unclean stop checks it whole anyway. */
    private static final long LARGEST_CHECKED = 1L << 30;

    private SqliteLook() {}

    /** As it stands now. */
    public static StoreLook at(Path folder) {
        Path file = folder.resolve("fettle.db");
        try {
            boolean known = FolderState.read(folder).isPresent();
            boolean there = Files.exists(file) && Files.size(file) > 0;
            if (!there && !known) {
                return StoreLook.none();
            }
            if (!there) {
                return trouble(
                        "The database " + file + " was here and is gone. Restore a backup to that place.", List.of());
            }
            List<String> open = open(folder);
            boolean small = Files.size(file) <= LARGEST_CHECKED;
            SQLiteDataSource source = source(file);
            List<String> damage = small ? damage(source) : List.of();
            return damage.isEmpty()
                    ? tables(file, source, small, open)
                    : trouble(
                            "The database " + file + " is damaged: " + String.join("; ", damage)
                                    + ". Stop Fettle, keep this file for a look at it, and restore a backup.",
                            open);
        } catch (IOException e) {
            return trouble("The data folder " + folder + " cannot be looked at: " + e.getMessage(), List.of());
        }
    }

    private static StoreLook tables(Path file, SQLiteDataSource source, boolean checked, List<String> open) {
        Migrations migrations = SqliteStore.migrations(file, source);
        try {
            boolean current = migrations.current();
            return new StoreLook(true, "", migrations.version(), current, checked, open);
        } catch (StoreException e) {
            return trouble(String.valueOf(e.getMessage()), open);
        }
    }

    private static List<String> damage(SQLiteDataSource source) {
        List<String> found = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA quick_check(5)")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    found.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        return found;
    }

    /** Of the database and what lies beside it. */
    private static List<String> open(Path folder) throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!PrivateFiles.isPrivate(file)) {
                    open.add(file.toString());
                }
            }
        }
        return open;
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static StoreLook trouble(String sentence, List<String> open) {
        return new StoreLook(true, sentence, "", false, false, open);
    }
}
