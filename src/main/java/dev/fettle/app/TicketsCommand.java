package dev.fettle.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fettle tickets}. */
@Command(
        name = "tickets",
        mixinStandardHelpOptions = true,
        description = "The backlog: list, show, add, approve, reject, retry.",
        subcommands = {
            TicketsListCommand.class,
            TicketsShowCommand.class,
            TicketsAddCommand.class,
            TicketsApproveCommand.class,
            TicketsRejectCommand.class,
            TicketsRetryCommand.class
        })
final class TicketsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
