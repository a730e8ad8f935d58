package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.store.Place;
import dev.fettle.store.postgres.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is cut off, silent, locked, restarted and killed while deliveries come: nothing is lost, nothing is done twice, everything ends. */
class DatabaseAwayTest {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LASTS = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private enum Fault {
        CUT,
        SILENT,
        RESTART,
        LOCKED,
        CRASH
    }

    @Test
    void nothingIsLostOrDoneTwiceWhileTheDatabaseGoesAndComes(TestReporter reporter) throws Exception {
        reporter.publishEntry("injected", Integer.toString(disturbed(120, 5)));
    }

    @Test
    @Tag("slow")
    void norInManyRounds(TestReporter reporter) throws Exception {
        reporter.publishEntry("injected", Integer.toString(disturbed(600, 15)));
    }

    private int disturbed(int deliveries, int faults) throws Exception {
        try (OwnPostgres database = new OwnPostgres(folder.resolve("postgres"));
                TcpProxy proxy = new TcpProxy(database.port());
                Disturbed servers = Disturbed.pair(folder, place(proxy), deliveries)) {
            int injected = 0;
            while (injected < faults && servers.goesOnFor(BETWEEN)) {
                inject(Fault.values()[injected % Fault.values().length], database, proxy, servers);
                injected++;
            }
            servers.endsWell();
            assertThat(injected).as("faults while it ran").isEqualTo(faults);
            return injected;
        }
    }

    private Place place(TcpProxy proxy) {
        String url = "jdbc:postgresql://localhost:" + proxy.port() + "/postgres?user=postgres";
        return Place.server(new Server(url, "", Optional.empty(), Server.CONNECTIONS), folder.resolve("bench"))
                .withKeyFile(folder.resolve("delivery.key"));
    }

    private static void inject(Fault fault, OwnPostgres database, TcpProxy proxy, Disturbed servers) throws Exception {
        switch (fault) {
            case CUT -> proxy.cut();
            case SILENT -> {
                proxy.silent(true);
                servers.goesOnFor(LASTS);
                proxy.silent(false);
            }
            case RESTART -> database.restart();
            case LOCKED -> {
                try (Connection held = database.lockTickets()) {
                    servers.goesOnFor(LASTS);
                    held.rollback();
                }
            }
            case CRASH -> database.crash();
        }
    }
}
