package dev.fettle.improve.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** What a process keeps on disk, looked at from outside. */
record DataFolder(Path path) {
    /** The first column of the first row that a question to the database brings, "" for none. */
    String ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that the database holds, as text. */
    String everything() {
        StringBuilder text = new StringBuilder();
        String tables = ask("select group_concat(name) from sqlite_master where type = 'table'");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables.split(",")) {
                try (var rows = statement.executeQuery("select * from \"" + table + "\"")) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            text.append(rows.getString(i)).append('\n');
                        }
                    }
                }
            }
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy as a killed process would have left it: without what only a living one has. */
    DataFolder copyTo(Path to) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.toList()) {
                String name = String.valueOf(each.getFileName());
                Path target = to.resolve(path.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else if (!name.endsWith("-shm") && !name.endsWith(".lock")) {
                    Files.copy(each, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DataFolder(to);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path.resolve("fettle.db"));
    }
}
