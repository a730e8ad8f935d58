package dev.fettle.app;

import dev.fettle.backlog.Ticket;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.improve.TicketVerbs.Verb;
import dev.fettle.store.Stores;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle tickets}, with what an operator says about one ticket. All of it works beside a running server, which takes the change up. */
@Command(
        name = "tickets",
        mixinStandardHelpOptions = true,
        description = "The backlog: list, show, add, approve, reject, retry. Works beside a running server.",
        subcommands = {TicketsListCommand.class, TicketsShowCommand.class, TicketsAddCommand.class})
final class TicketsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Lets a ticket go on whose risk is above the limit.")
    int approve(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "TICKET", description = "Its id.") String id,
            @Option(names = "--json", description = "The ticket as it is then, as JSON.") boolean json) {
        return change(Verb.APPROVE, config, id, json, "approved", (verbs, ticket) -> verbs.approve(ticket, operator()));
    }

    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description =
                    "Says no: remembered, never reopened for the same fingerprint; an open pull request of it is closed.")
    int reject(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "TICKET", description = "Its id.") String id,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why; kept with the ticket.")
                    String reason,
            @Option(names = "--json", description = "The ticket as it is then, as JSON.") boolean json) {
        return change(
                Verb.REJECT, config, id, json, "rejected", (verbs, ticket) -> verbs.reject(ticket, operator(), reason));
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Lets a failed or waiting ticket be tried once more.")
    int retry(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "TICKET", description = "Its id.") String id,
            @Option(names = "--json", description = "The ticket as it is then, as JSON.") boolean json) {
        return change(
                Verb.RETRY,
                config,
                id,
                json,
                "will be tried again",
                (verbs, ticket) -> verbs.retry(ticket, operator()));
    }

    private int change(
            Verb verb,
            ConfigOption config,
            String id,
            boolean json,
            String said,
            BiConsumer<TicketVerbs, Ticket> deed) {
        String name = verb.name().toLowerCase(Locale.ROOT);
        CommandLine command =
                Objects.requireNonNull(spec.commandLine().getSubcommands().get(name), name);
        try (Stores stores = OpenStores.beside(config.load().settings(), command)) {
            Ticket ticket = find(stores, id, command);
            Optional<String> obstacle = verb.obstacle(ticket);
            if (obstacle.isPresent()) {
                command.getErr().println(obstacle.get() + " Nothing was changed.");
                command.getErr().flush();
                return 1;
            }
            deed.accept(verbs(stores), ticket);
            command.getOut()
                    .println(json ? TicketView.json(find(stores, id, command)).toPrettyString() : id + ": " + said);
            command.getOut().flush();
            return 0;
        }
    }

    /** Not to be taken for a login on the forge. */
    static String operator() {
        return ("operator " + System.getProperty("user.name", "")).strip();
    }

    /** What can be done to tickets. */
    static TicketVerbs verbs(Stores stores) {
        return new TicketVerbs(
                stores.backlog(),
                stores.audit(),
                stores.queue(),
                stores.outbox(),
                stores.transactions(),
                InstantSource.system());
    }

    /** The ticket that a command names. */
    static Ticket find(Stores stores, String id, CommandLine command) {
        return stores.backlog()
                .find(id)
                .orElseThrow(() -> new ParameterException(
                        command, "There is no ticket " + id + "; 'fettle tickets list' shows them."));
    }
}
