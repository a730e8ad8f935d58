package dev.fettle.store;

import dev.fettle.base.Redactor;
import java.nio.file.Path;
import java.time.InstantSource;

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
    };

    /** Where a test's folder keeps its stores; the same for the same folder. */
    abstract Place place(Path folder);

    /** For what is done behind the store's back. */
    abstract String url(Path folder);

    Stores open(Path folder, InstantSource clock, Redactor redactor) {
        return Stores.open(place(folder), clock, redactor, Reading.NOTHING);
    }

    Stores open(Path folder, InstantSource clock) {
        return open(folder, clock, text -> text);
    }
}
