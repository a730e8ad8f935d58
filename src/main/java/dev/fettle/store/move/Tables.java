package dev.fettle.store.move;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which tables there are, but the one in which migrations are noted. */
final class Tables {
    private static final String NOT_OURS = "schema_history";

    private Tables() {}

    /** A column, and its type in PostgreSQL's words. */
    record Column(String name, String type, boolean countsByItself) {}

    /** A table of the target. */
    record Table(String name, List<Column> columns) {}

    /** Those of a PostgreSQL database, by name. */
    static List<Table> of(Handle handle) {
        return handle
                .createQuery("select table_name from information_schema.tables where table_schema = current_schema()"
                        + " and table_type = 'BASE TABLE' and table_name <> :not order by table_name")
                .bind("not", NOT_OURS)
                .mapTo(String.class)
                .list()
                .stream()
                .map(name -> new Table(name, columns(handle, name)))
                .toList();
    }

    private static List<Column> columns(Handle handle, String table) {
        return handle.createQuery("select column_name, data_type, is_identity from information_schema.columns"
                        + " where table_schema = current_schema() and table_name = :table order by ordinal_position")
                .bind("table", table)
                .map((rs, ctx) -> new Column(
                        rs.getString("column_name"), rs.getString("data_type"), rs.getBoolean("is_identity")))
                .list();
    }

    /** Those of an SQLite file, by name. */
    static List<String> namesInSqlite(Handle handle) {
        return handle.createQuery("select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
                        + " and name <> :not order by name")
                .bind("not", NOT_OURS)
                .mapTo(String.class)
                .list();
    }

    static long count(Handle handle, String table) {
        return handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one();
    }
}
