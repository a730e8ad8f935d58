package dev.fettle.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code fettle}. Each subcommand is a class of this room. */
@Command(
        name = "fettle",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Turns CI failures, production errors and labelled issues into tested, gated pull requests.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            FixCommand.class,
            ServeCommand.class,
            TicketsCommand.class,
            StatusCommand.class,
            ConfigCommand.class
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, ready to execute; separate from {@link #main} so that tests can call it. */
    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: one of the commands below.");
    }
}
