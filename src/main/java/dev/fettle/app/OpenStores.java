package dev.fettle.app;

import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.base.settings.ServerSettings.Store;
import dev.fettle.intake.github.DeliveryAccount;
import dev.fettle.intake.github.DeliveryMeaning;
import dev.fettle.intake.github.DeliveryRepository;
import dev.fettle.store.Place;
import dev.fettle.store.Reading;
import dev.fettle.store.Stores;
import dev.fettle.store.postgres.Server;
import dev.fettle.store.sql.StoreException;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Opens the backlog for a command, with an error that says what to do when it cannot be had. */
final class OpenStores {
    private static final Reading READING =
            new Reading(new DeliveryMeaning()::of, DeliveryAccount::of, DeliveryRepository::keyOf);

    private OpenStores() {}

    /** Where the settings say that everything is kept. */
    static Place place(ServerSettings settings) {
        Store store = settings.store();
        Place place = store.url().isEmpty()
                ? Place.folder(settings.dataDir())
                : Place.server(
                        new Server(store.url(), store.user(), store.password(), store.connections()),
                        settings.dataDir());
        return store.keyFile().map(place::withKeyFile).orElse(place);
    }

    /** For a command that looks at the backlog or changes a ticket, whether or not a server is running. */
    static Stores beside(ServerSettings settings, CommandLine command) {
        try {
            return Stores.beside(
                    place(settings), InstantSource.system(), new PatternRedactor(SecretShapes.bundled(), List::of));
        } catch (StoreException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
    }

    /** For what works on tickets itself, and so must be alone, unless all of them share a database server. */
    static Stores of(ServerSettings settings, Redactor redactor, CommandSpec spec) {
        try {
            return Stores.open(
                    place(settings),
                    InstantSource.system(),
                    redactor,
                    READING.failuresWaiting(settings.intake().failuresWaiting()));
        } catch (StoreException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
