package dev.fettle.store.move;

import dev.fettle.store.postgres.PostgresStore;
import dev.fettle.store.postgres.Server;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Moves everything that a data folder's SQLite file holds to an empty database on a server: in one transaction, so that it is there whole or not at all, and with the rows of
 * each table counted on both sides before it is kept. The file stays as it is.
 */
public final class StoreMove {
    private final Path folder;
    private final Server server;

    /**
     * Prepares a move; nothing is opened yet.
     *
     * @param folder with the SQLite file
     * @param server with a database that is empty
     */
    public StoreMove(Path folder, Server server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * A table that is moved.
     *
     * @param rows as counted on both sides
     * @param altered texts of it in which a character was exchanged that PostgreSQL cannot hold (U+0000)
     */
    public record Moved(String table, long rows, int altered) {}

    /**
     * Looks at both sides and changes neither; works beside a running server.
     *
     * @throws StoreException with what to do, when there is nothing to move or the target is not empty
     */
    public List<Moved> dryRun() {
        mustBeThere();
        try (SqliteStore source = SqliteStore.beside(folder);
                PostgresStore target = PostgresStore.unchanged(server)) {
            target.database().read(handle -> mustBeEmpty(handle, Tables.of(handle)));
            return source.database().read(StoreMove::counted);
        }
    }

    /**
     * Moves. No server may run on the folder; the target's tables are made when there are none.
     *
     * @throws StoreException with what to do, when a server has the folder, the target is not empty, or the move failed; then the target is as it was
     */
    public List<Moved> run() {
        mustBeThere();
        try (SqliteStore source = SqliteStore.open(folder);
                PostgresStore target = PostgresStore.beside(server)) {
            Database from = source.database();
            return target.database().write(to -> from.read(handle -> move(handle, to)));
        }
    }

    private List<Moved> move(Handle from, Handle to) {
        List<Tables.Table> tables = Tables.of(to);
        mustBeEmpty(to, tables);
        List<String> names = tables.stream().map(Tables.Table::name).toList();
        if (!names.equals(Tables.namesInSqlite(from))) {
            throw new StoreException("The tables of " + folder + " and of the target differ: "
                    + Tables.namesInSqlite(from) + " and " + names + ". Nothing was moved.");
        }
        List<Moved> moved = new ArrayList<>();
        for (Tables.Table table : tables) {
            int altered = new TableCopy(table).copy(from, to);
            long before = Tables.count(from, table.name());
            long after = Tables.count(to, table.name());
            if (before != after) {
                throw new StoreException("Of " + before + " rows of " + table.name() + " " + after
                        + " arrived, so nothing was moved. Please report this.");
            }
            moved.add(new Moved(table.name(), after, altered));
        }
        return moved;
    }

    private static List<Moved> counted(Handle from) {
        return Tables.namesInSqlite(from).stream()
                .map(table -> new Moved(table, Tables.count(from, table), 0))
                .toList();
    }

    private boolean mustBeEmpty(Handle handle, List<Tables.Table> tables) {
        for (Tables.Table table : tables) {
            long rows = Tables.count(handle, table.name());
            if (rows > 0) {
                throw new StoreException("The database on the server is not empty: " + table.name() + " has " + rows
                        + " rows. A move never mixes two installations: name a database of its own in store.url, or drop"
                        + " what is in this one if nobody needs it.");
            }
        }
        return true;
    }

    private void mustBeThere() {
        if (!Files.exists(folder.resolve("fettle.db"))) {
            throw new StoreException("There is no fettle.db in " + folder
                    + ", so there is nothing to move. Name the folder of the installation with --from.");
        }
    }
}
