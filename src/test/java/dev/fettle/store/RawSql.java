package dev.fettle.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What somebody with the sqlite3 or psql command could do. */
final class RawSql {
    private RawSql() {}

    static void run(Path folder, String sql) {
        run(StoreKind.SQLITE.url(folder), sql);
    }

    static String ask(Path folder, String sql) {
        return ask(StoreKind.SQLITE.url(folder), sql);
    }

    static void run(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, or nothing. */
    static String ask(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows of all tables of a PostgreSQL database; what is text in columns of bytes can be read, too. */
    static String everything(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set bytea_output = 'escape'");
            List<String> tables = new ArrayList<>();
            try (var rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            StringBuilder all = new StringBuilder();
            for (String table : tables) {
                try (var rows = statement.executeQuery("select each::text from " + table + " as each")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
            return all.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
