package dev.fettle.store;

import dev.fettle.store.postgres.PostgresStore;
import dev.fettle.store.postgres.Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One PostgreSQL server for all tests of this JVM, started by the first that asks: from a Maven artifact, as a user without rights even when the tests are root, or an own one
 * that {@code -Dfettle.test.postgres=jdbc:postgresql://host/postgres?user=…} names. Each folder of a test has a database of its own there.
 */
public final class PostgresServer {
    private static final String TEMPLATE = "fettle_template";

    private PostgresServer() {}

    /** Started once, and made ready with the tables of this version to be copied. */
    private static final class Running {
        static final String ADMIN = start();

        private static String start() {
            String own = System.getProperty("fettle.test.postgres", "");
            if (!own.isEmpty()) {
                execute(own, "drop database if exists " + TEMPLATE);
                return withTemplate(own);
            }
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        // A test's database need not survive a power cut, and is faster so.
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        // On a machine that does much else it takes its time.
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                return withTemplate(server.getJdbcUrl("postgres", "postgres"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String withTemplate(String admin) {
            execute(admin, "create database " + TEMPLATE);
            PostgresStore.beside(server(admin, TEMPLATE)).close();
            return admin;
        }
    }

    /** Starts the server if nobody has yet. */
    static String url() {
        return Running.ADMIN;
    }

    /** The folder's database, made on the first call. */
    static Server of(Path folder) {
        String name = name(folder);
        if (!"1".equals(RawSql.ask(url(), "select 1 from pg_database where datname = '" + name + "'"))) {
            execute(url(), "create database " + name + " template " + TEMPLATE);
        }
        return server(url(), name);
    }

    /** A database that has no tables yet. */
    public static Server empty(Path folder) {
        execute(url(), "create database " + name(folder));
        return server(url(), name(folder));
    }

    private static String name(Path folder) {
        return "t"
                + UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    private static Server server(String admin, String database) {
        return new Server(
                admin.replaceFirst("/[a-z]+\\?", "/" + database + "?"), "", Optional.empty(), Server.CONNECTIONS);
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
