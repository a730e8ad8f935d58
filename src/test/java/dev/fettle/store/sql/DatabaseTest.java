package dev.fettle.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that does not survive an error is not used again, whatever it was doing then. */
class DatabaseTest {
    @TempDir
    Path folder;

    private OneFile file;
    private Database database;

    @BeforeEach
    void open() {
        file = new OneFile(folder.resolve("one.db"));
        database = new Database(file);
        database.change(handle -> handle.execute("create table notes(text text)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTransactionThatCannotStartOnADeadConnectionLeavesTheNextOneANewOne() {
        file.begin = "begin on a dead connection";
        assertThatThrownBy(() -> database.change(handle -> handle.execute("insert into notes values ('lost')")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("begin on a dead connection");
        file.begin = OneFile.BEGIN;

        database.change(handle -> handle.execute("insert into notes values ('kept')"));

        assertThat(file.opened).hasSize(2);
        assertThat(notes()).containsExactly("kept");
    }

    @Test
    void aStatementThatADeadConnectionRefusesLeavesTheNextTransactionANewOne() {
        assertThatThrownBy(() -> database.change(handle -> {
                    handle.execute("insert into notes values ('lost')");
                    handle.execute("insert into nowhere values (1)");
                }))
                .hasMessageContaining("nowhere");

        database.change(handle -> handle.execute("insert into notes values ('kept')"));

        assertThat(file.opened).hasSize(2);
        assertThat(notes()).containsExactly("kept");
    }

    private List<String> notes() {
        return database.read(handle ->
                handle.createQuery("select text from notes").mapTo(String.class).list());
    }

    /** An SQLite file of which every error is the connection's end. */
    private static final class OneFile implements ConnectionSource {
        static final String BEGIN = "begin immediate";

        final List<Connection> opened = new ArrayList<>();
        private final Path file;
        private String begin = BEGIN;
        private @Nullable Connection writer;

        OneFile(Path file) {
            this.file = file;
        }

        @Override
        public Connection writer() throws SQLException {
            Connection current = writer;
            if (current == null) {
                current = reader();
                writer = current;
                opened.add(current);
            }
            return current;
        }

        @Override
        public void release(Connection used) {
            // It stays open for the next transaction.
        }

        @Override
        public void broken(Connection used) {
            assertThat(used).isSameAs(writer);
            writer = null;
        }

        @Override
        public Connection reader() throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite:" + file);
        }

        @Override
        public void readersBroken() {
            // Each read has its own.
        }

        @Override
        public boolean oneWriter() {
            return true;
        }

        @Override
        public String begin(boolean alone, Duration patience) {
            return begin;
        }

        @Override
        public String rowLock() {
            return "";
        }

        @Override
        public String indexed(String index) {
            return "";
        }

        @Override
        public boolean breaksConnection(SQLException e) {
            return true;
        }

        @Override
        public boolean collided(SQLException e) {
            return false;
        }

        @Override
        public void close() {
            for (Connection each : opened) {
                try {
                    each.close();
                } catch (SQLException e) {
                    throw new StoreException("A connection could not be closed.", e);
                }
            }
        }
    }
}
