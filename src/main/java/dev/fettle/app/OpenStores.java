package dev.fettle.app;

import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.intake.github.DeliveryMeaning;
import dev.fettle.store.Stores;
import dev.fettle.store.sql.StoreException;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Opens the backlog for a command, with an error that says what to do when it cannot be had. */
final class OpenStores {
    private OpenStores() {}

    /** For a command that looks at the backlog or changes a ticket, whether or not a server is running. */
    static Stores beside(ServerSettings settings, CommandLine command) {
        try {
            return Stores.beside(
                    settings.dataDir(), InstantSource.system(), new PatternRedactor(SecretShapes.bundled(), List::of));
        } catch (StoreException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
    }

    /** For what works on tickets itself, and so must be alone. */
    static Stores of(ServerSettings settings, Redactor redactor, CommandSpec spec) {
        try {
            return Stores.open(
                    settings.dataDir(),
                    InstantSource.system(),
                    redactor,
                    new DeliveryMeaning()::of,
                    settings.intake().failuresWaiting());
        } catch (StoreException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
