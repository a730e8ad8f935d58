package dev.fettle.store.sqlite;

import dev.fettle.store.sql.StoreException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables up to what this version of Fettle wants, and never touches those of a newer one. */
final class Migrations {
    private Migrations() {}

    static void run(Path file, DataSource source) {
        try {
            Flyway flyway = flyway(source);
            refuseNewer(file, flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "The tables of " + file + " could not be brought up to date: " + e.getMessage(), e);
        }
    }

    /** Whether the tables are those of this version. Refuses those of a newer one; changes nothing. */
    static boolean current(Path file, DataSource source) {
        try {
            Flyway flyway = flyway(source);
            refuseNewer(file, flyway);
            return flyway.info().pending().length == 0;
        } catch (FlywayException e) {
            throw new StoreException("The tables of " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Flyway flyway(DataSource source) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(Map.of("id", "INTEGER PRIMARY KEY AUTOINCREMENT", "blob", "BLOB"))
                .table("schema_history")
                .load();
    }

    private static void refuseNewer(Path file, Flyway flyway) {
        Arrays.stream(flyway.info().all())
                .filter(info -> info.getState() == MigrationState.FUTURE_SUCCESS
                        || info.getState() == MigrationState.FUTURE_FAILED)
                .map(MigrationInfo::getVersion)
                .max(java.util.Comparator.naturalOrder())
                .ifPresent(version -> {
                    throw new StoreException(
                            "The database " + file + " was written by a newer Fettle (its tables are version " + version
                                    + "). Start that version, or restore a backup from before the upgrade.");
                });
    }
}
