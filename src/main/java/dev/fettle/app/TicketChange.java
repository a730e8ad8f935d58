package dev.fettle.app;

import dev.fettle.backlog.Ticket;
import dev.fettle.store.Stores;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds the ticket that a command names. */
final class TicketChange {
    private TicketChange() {}

    static Ticket find(Stores stores, String id, CommandSpec spec) {
        return stores.backlog()
                .find(id)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no ticket " + id + "; 'fettle tickets list' shows them."));
    }
}
