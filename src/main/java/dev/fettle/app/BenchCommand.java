package dev.fettle.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench …}: measurements; see {@code docs/benchmarks.md}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Fettle on cases with a known outcome.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchRepairCommand.class,
            BenchCycleCommand.class,
            BenchIntakeCommand.class,
            BenchWebhooksCommand.class,
            BenchQueueCommand.class,
            BenchScaleCommand.class,
            BenchNodesCommand.class,
            BenchBacklogCommand.class,
            BenchPagesCommand.class,
            BenchEscapesCommand.class,
            BenchLoopMetricsCommand.class,
            BenchSecretsCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to measure: one of the commands below.");
    }
}
