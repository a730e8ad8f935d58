package dev.fettle.app;

import dev.fettle.backlog.Ticket;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.store.Stores;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle tickets reject}. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description =
                "Says no: remembered, never reopened for the same fingerprint; an open pull request of it is closed.")
final class TicketsRejectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "TICKET", description = "Its id.")
    private String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the ticket.")
    private String reason = "";

    @Override
    public Integer call() {
        try (Stores stores = OpenStores.of(config.load().settings(), spec)) {
            Ticket ticket = TicketChange.find(stores, id, spec);
            TicketVerbs verbs = new TicketVerbs(
                    stores.backlog(), stores.queue(), stores.outbox(), stores.transactions(), InstantSource.system());
            verbs.reject(ticket, reason);
            spec.commandLine().getOut().println(id + ": rejected");
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
