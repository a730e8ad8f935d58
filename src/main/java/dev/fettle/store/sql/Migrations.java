package dev.fettle.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables up to what this version of Fettle wants, all steps in one transaction, and never touches those of a newer one. The same scripts make them in every kind of database. */
public final class Migrations {
    /** The version of the newest script in {@code db/migration}: tables that have it need no look through all scripts, which takes most of a start. */
    static final String NEWEST = "21";

    private static final String HISTORY = "schema_history";

    private final String database;
    private final DataSource source;
    private final Flyway flyway;

    /**
     * Over one database.
     *
     * @param database its name, for messages
     * @param spellings what the scripts leave open, since databases spell it differently: {@code id}, a key that counts by itself, and {@code blob}
     */
    public Migrations(String database, DataSource source, Map<String, String> spellings) {
        this.database = database;
        this.source = source;
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(spellings)
                .table(HISTORY)
                .group(true)
                .load();
    }

    /** Makes or alters the tables. Processes that do so at the same time take turns. */
    public void run() {
        try {
            if (newest()) {
                return;
            }
            refuseNewer();
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "The tables of " + database + " could not be brought up to date: " + e.getMessage(), e);
        }
    }

    /** Whether the tables are those of this version. Refuses those of a newer one; changes nothing. */
    public boolean current() {
        try {
            if (newest()) {
                return true;
            }
            refuseNewer();
            return flyway.info().pending().length == 0;
        } catch (FlywayException e) {
            throw new StoreException("The tables of " + database + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether there are no tables of Fettle yet. */
    public boolean none() {
        try {
            return flyway.info().applied().length == 0;
        } catch (FlywayException e) {
            throw new StoreException("The tables of " + database + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The version of the tables as they are, "" when there are none. */
    public String version() {
        MigrationInfo current = flyway.info().current();
        return current == null || current.getVersion() == null
                ? ""
                : current.getVersion().toString();
    }

    private boolean newest() {
        try (Connection connection = source.getConnection();
                ResultSet table = connection.getMetaData().getTables(null, null, HISTORY, null)) {
            return table.next() && last(connection).equals(NEWEST);
        } catch (SQLException e) {
            throw new StoreException("The tables of " + database + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String last(Connection connection) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement(
                        "select version from " + HISTORY + " where success order by installed_rank desc");
                ResultSet rows = question.executeQuery()) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    private void refuseNewer() {
        Arrays.stream(flyway.info().all())
                .filter(info -> info.getState() == MigrationState.FUTURE_SUCCESS
                        || info.getState() == MigrationState.FUTURE_FAILED)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .ifPresent(version -> {
                    throw new StoreException("The database " + database
                            + " was written by a newer Fettle (its tables are version " + version
                            + "). Start that version, or restore a backup from before the upgrade.");
                });
    }
}
