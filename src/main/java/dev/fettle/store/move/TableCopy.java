package dev.fettle.store.move;

import dev.fettle.store.sql.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The rows of one table, value by value: SQLite has a type a value, PostgreSQL one a column. */
final class TableCopy {
    private static final int BATCH = 500;
    /** What PostgreSQL cannot hold in a text, and what stands for it. */
    private static final char NUL = '\0';

    private static final char REPLACEMENT = '\uFFFD';

    private final Tables.Table table;
    private final Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    private int altered;

    TableCopy(Tables.Table table) {
        this.table = table;
    }

    /** Copies all rows, and lets what counts by itself go on from the highest. Returns how many texts had to be altered. */
    int copy(Handle from, Handle to) {
        String columns = table.columns().stream().map(Tables.Column::name).collect(Collectors.joining(", "));
        String marks = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        try (Statement reading = from.getConnection().createStatement();
                ResultSet rows = reading.executeQuery("select " + columns + " from " + table.name());
                PreparedStatement writing = to.getConnection()
                        .prepareStatement("insert into " + table.name() + "(" + columns + ") values (" + marks + ")")) {
            int waiting = 0;
            while (rows.next()) {
                row(rows, writing);
                writing.addBatch();
                if (++waiting == BATCH) {
                    writing.executeBatch();
                    waiting = 0;
                }
            }
            writing.executeBatch();
        } catch (SQLException e) {
            throw new StoreException(
                    "The rows of " + table.name() + " could not be moved, so nothing was: " + e.getMessage(), e);
        }
        table.columns().stream().filter(Tables.Column::countsByItself).forEach(column -> goOn(to, column));
        return altered;
    }

    private void row(ResultSet rows, PreparedStatement writing) throws SQLException {
        List<Tables.Column> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            value(rows, writing, i + 1, columns.get(i).type());
        }
    }

    private void value(ResultSet rows, PreparedStatement writing, int at, String type) throws SQLException {
        if (rows.getObject(at) == null) {
            writing.setNull(at, Types.NULL);
            return;
        }
        switch (type) {
            case "bigint", "integer", "smallint" -> writing.setLong(at, rows.getLong(at));
            case "boolean" -> writing.setBoolean(at, rows.getBoolean(at));
            case "bytea" -> writing.setBytes(at, rows.getBytes(at));
            case "timestamp without time zone" -> writing.setTimestamp(at, rows.getTimestamp(at, utc), utc);
            case "text" -> writing.setString(at, text(rows.getString(at)));
            default ->
                throw new StoreException("a column of " + table.name() + " has a type that no move knows: " + type);
        }
    }

    private String text(String value) {
        if (value.indexOf(NUL) < 0) {
            return value;
        }
        altered++;
        return value.replace(NUL, REPLACEMENT);
    }

    private void goOn(Handle to, Tables.Column column) {
        to.createQuery("select setval(pg_get_serial_sequence('" + table.name() + "', '" + column.name()
                        + "'), coalesce((select max(" + column.name() + ") from " + table.name() + "), 0) + 1, false)")
                .mapTo(Long.class)
                .one();
    }
}
