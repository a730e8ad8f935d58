package dev.fettle.store;

import dev.fettle.base.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The kinds of database that all storage works on alike; a test class that takes one runs on both. */
enum StoreKind {
    SQLITE {
        @Override
        Place place(Path folder) {
            return Place.folder(folder);
        }

        @Override
        String url(Path folder) {
            return "jdbc:sqlite:" + folder.resolve("fettle.db");
        }

        @Override
        String stored(Path folder) throws IOException {
            StringBuilder all = new StringBuilder();
            for (String name : List.of("fettle.db", "fettle.db-wal")) {
                all.append(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1));
            }
            return all.toString();
        }
    },
    POSTGRESQL {
        @Override
        Place place(Path folder) {
            return Place.server(PostgresServer.of(folder), folder);
        }

        @Override
        String url(Path folder) {
            return PostgresServer.of(folder).url();
        }

        @Override
        String stored(Path folder) {
            return RawSql.everything(url(folder));
        }
    };

    /** Where a test's folder keeps its stores; the same for the same folder. */
    abstract Place place(Path folder);

    /** For what is done behind the store's back. */
    abstract String url(Path folder);

    /** As the store names an index in a statement that must use it. */
    String indexed(String index) {
        return this == SQLITE ? " indexed by " + index : "";
    }

    /** Everything that somebody sees who gets at the database: the bytes of the files, or all rows of all tables. */
    abstract String stored(Path folder) throws IOException;

    Stores open(Path folder, InstantSource clock, Redactor redactor) {
        if (this == SQLITE) {
            ReadyFolder.at(folder);
        }
        return Stores.open(place(folder), clock, redactor, Reading.NOTHING);
    }

    Stores open(Path folder, InstantSource clock) {
        return open(folder, clock, text -> text);
    }
}
