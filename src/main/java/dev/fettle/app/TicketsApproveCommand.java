package dev.fettle.app;

import dev.fettle.backlog.Ticket;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.store.Stores;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle tickets approve}. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Lets a ticket go on whose risk is above the limit.")
final class TicketsApproveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "TICKET", description = "Its id.")
    private String id = "";

    @Override
    public Integer call() {
        try (Stores stores = OpenStores.of(config.load().settings(), spec)) {
            Ticket ticket = TicketChange.find(stores, id, spec);
            TicketVerbs verbs = new TicketVerbs(
                    stores.backlog(), stores.queue(), stores.outbox(), stores.transactions(), InstantSource.system());
            verbs.approve(ticket, System.getProperty("user.name", "operator"));
            spec.commandLine().getOut().println(id + ": approved");
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
