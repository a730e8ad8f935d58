package dev.fettle.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fettle.store.sql.ConnectionSource;
import dev.fettle.store.sql.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Connections to one SQLite file. A write reaches the disk before its commit returns ({@code synchronous=FULL}). */
final class SqliteConnections implements ConnectionSource {
    private static final Logger log = LoggerFactory.getLogger(SqliteConnections.class);
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final int READERS = 4;
    /** Of pages, for each connection: the upper parts of the indexes of a backlog of a million stay in memory. SQLite's own default is 2 MB. */
    private static final int CACHE_KIB = 32 * 1024;

    /**
     * Of 4 KB, that may be written ahead before a commit carries them over into the file, which others wait for meanwhile. SQLite's own thousand are half a second's worth of deliveries in a flood.
     */
    private static final int CHECKPOINT_PAGES = 4_000;

    /** Result codes after which SQLite's own advice is a new connection: read-only, I/O, corrupt, full, cannot open, no database. */
    private static final Set<Integer> BREAKING = Set.of(8, 10, 11, 13, 14, 26);

    private final Path file;
    private final @Nullable Object fileKey;
    private final SQLiteDataSource source;
    private final HikariDataSource readers;
    private @Nullable Connection writer;
    private boolean closed;

    SqliteConnections(Path file) {
        this.file = file;
        this.fileKey = keyOf(file);
        this.source = dataSource(file);
        HikariConfig config = new HikariConfig();
        config.setPoolName("fettle-readers");
        config.setDataSource(source);
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(BUSY_TIMEOUT_MILLIS);
        config.setConnectionInitSql("PRAGMA query_only = 1");
        this.readers = new HikariDataSource(config);
    }

    /** Connections as Fettle wants them, outside of any pool. */
    static SQLiteDataSource dataSource(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public Connection writer() throws SQLException {
        if (closed) {
            throw new StoreException("The database is closed; nothing is written any more.");
        }
        if (!Objects.equals(keyOf(file), fileKey)) {
            throw new StoreException("The database file " + file
                    + " was removed or replaced while Fettle was running. Nothing is written any more; stop Fettle, put the"
                    + " file back (or restore a backup) and start again.");
        }
        Connection current = writer;
        if (current == null) {
            current = source.getConnection();
            try (Statement statement = current.createStatement()) {
                statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            }
            writer = current;
        }
        return current;
    }

    @Override
    public void release(Connection used) {
        // It stays open for the next transaction.
    }

    @Override
    public void broken(Connection used) {
        Connection current = writer;
        writer = null;
        if (current != null) {
            log.warn("The connection to the database failed; the next write opens a new one");
            closeQuietly(current);
        }
        readersBroken();
    }

    @Override
    public Connection reader() throws SQLException {
        return readers.getConnection();
    }

    @Override
    public void readersBroken() {
        var pool = readers.getHikariPoolMXBean();
        if (pool != null) {
            pool.softEvictConnections();
        }
    }

    @Override
    public boolean oneWriter() {
        return true;
    }

    @Override
    public String begin(boolean alone, Duration patience) {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public String rowLock() {
        return "";
    }

    @Override
    public String indexed(String index) {
        return " indexed by " + index;
    }

    @Override
    public boolean collided(SQLException e) {
        return false; // they wait for each other
    }

    @Override
    public boolean breaksConnection(SQLException e) {
        return BREAKING.contains(e.getErrorCode() & 0xff);
    }

    @Override
    public void close() {
        closed = true;
        readers.close();
        Connection current = writer;
        writer = null;
        if (current != null) {
            closeQuietly(current);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("Closing a connection to the database failed: {}", e.getMessage());
        }
    }

    private static @Nullable Object keyOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return "gone";
        }
    }
}
