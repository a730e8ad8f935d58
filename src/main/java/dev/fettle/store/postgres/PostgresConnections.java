package dev.fettle.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fettle.store.sql.ConnectionSource;
import dev.fettle.store.sql.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;

/** Connections to a PostgreSQL database that others write to at the same time. A write has reached the disk before its commit returns, whatever the server's own default. */
final class PostgresConnections implements ConnectionSource {
    /** The key of the lock that lets one transaction at a time run alone; "fettle" in ASCII. */
    private static final long ALONE = 0x666574746c65L;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** An answer that takes longer does not come any more; longer than anybody waits for a lock. */
    private static final Duration SILENCE = Duration.ofSeconds(90);
    /** The server has gone, goes, or comes; the connection was cut. */
    private static final Set<String> BREAKING = Set.of("57P01", "57P02", "57P03", "25P02", "25P03", "57P05");

    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION = "40001";

    private final HikariDataSource pool;

    PostgresConnections(Server server) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("fettle-postgres");
        config.setDriverClassName("org.postgresql.Driver");
        config.setJdbcUrl(server.url());
        if (!server.user().isEmpty()) {
            config.setUsername(server.user());
        }
        server.password().ifPresent(password -> config.setPassword(password.reveal()));
        config.addDataSourceProperty("ApplicationName", "fettle");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", PATIENCE.toSeconds());
        config.addDataSourceProperty("socketTimeout", SILENCE.toSeconds());
        config.setMaximumPoolSize(server.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(PATIENCE.toMillis());
        config.setConnectionInitSql("select set_config('synchronous_commit', 'on', false)"
                + " where current_setting('synchronous_commit') = 'off'");
        this.pool = new HikariDataSource(config);
    }

    /** The pool as libraries want it that do not know of transactions of ours. */
    DataSource dataSource() {
        return pool;
    }

    @Override
    public Connection writer() throws SQLException {
        if (pool.isClosed()) {
            throw new StoreException("The database is closed; nothing is written any more.");
        }
        return pool.getConnection();
    }

    @Override
    public void release(Connection used) {
        try {
            used.close();
        } catch (SQLException e) {
            pool.evictConnection(used);
        }
    }

    @Override
    public void broken(Connection used) {
        pool.evictConnection(used);
    }

    @Override
    public Connection reader() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void readersBroken() {
        // The pool sees by itself which of its connections are dead.
    }

    @Override
    public boolean oneWriter() {
        return false;
    }

    @Override
    public String begin(boolean alone, Duration patience) {
        return "begin isolation level read committed; set local lock_timeout = " + patience.toMillis()
                + (alone ? "; select pg_advisory_xact_lock(" + ALONE + ")" : "");
    }

    @Override
    public String rowLock() {
        return " for update";
    }

    @Override
    public String indexed(String index) {
        return "";
    }

    @Override
    public boolean breaksConnection(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || BREAKING.contains(state);
    }

    @Override
    public boolean collided(SQLException e) {
        return DEADLOCK.equals(e.getSQLState()) || SERIALIZATION.equals(e.getSQLState());
    }

    @Override
    public void close() {
        pool.close();
    }
}
