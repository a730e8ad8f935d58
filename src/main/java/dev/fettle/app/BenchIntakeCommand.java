package dev.fettle.app;

import dev.fettle.app.bench.IntakeLoad;
import dev.fettle.app.bench.IntakeWorld;
import dev.fettle.sandbox.TreeRemoval;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench intake}: how many reports the server takes, and whether each of them is counted. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends reports of a few failures to a server of its own on the loopback address, half of them in Fettle's form and half as Sentry's clients do,",
            "and counts what became of them."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every report that was accepted is counted in the ticket of its failure",
            "1:one is not, or there are more or fewer tickets than failures",
            "2:wrong usage"
        })
final class BenchIntakeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Reports a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Durations.class,
            description = "For how long. Default: ${DEFAULT-VALUE}.")
    private Duration time = Duration.ofSeconds(60);

    @Option(
            names = "--failures",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many different ones, 1 to 200. Default: ${DEFAULT-VALUE}.")
    private int failures;

    @Option(
            names = "--senders",
            paramLabel = "N",
            defaultValue = "16",
            description = "Connections. Default: ${DEFAULT-VALUE}.")
    private int senders;

    @Override
    public Integer call() throws Exception {
        if (rate < 1 || failures < 1 || failures > 200 || senders < 1 || senders > 1000) {
            throw new ParameterException(
                    spec.commandLine(), "--rate and --senders are at least 1, --failures from 1 to 200.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("fettle-bench-intake");
        try (IntakeWorld world = new IntakeWorld(folder, IntakeWiring::readers)) {
            long before = heap();
            IntakeLoad.Result sent = new IntakeLoad(world, failures).send(rate, time, senders);
            boolean all = world.settled(PATIENCE);
            long counted = world.counted();
            long after = heap();
            out.printf(
                    Locale.ROOT,
                    "sent %d in %.1f s (%.0f a second), accepted %d, sent away %d%n",
                    sent.sent(),
                    sent.seconds(),
                    sent.sent() / sent.seconds(),
                    sent.accepted(),
                    sent.sent() - sent.accepted());
            out.printf(
                    Locale.ROOT,
                    "answered within: half %.1f ms, 99 %% %.1f ms, all %.1f ms%n",
                    sent.answered().millis(0.5),
                    sent.answered().millis(0.99),
                    sent.answered().millis(1));
            out.printf(
                    "tickets %d of %d failures, reports counted in them %d, lost %d%s%n",
                    world.tickets(), failures, counted, sent.accepted() - counted, all ? "" : " (some still wait)");
            out.printf(
                    "heap in use before %d MB, after %d MB; database %d KB%n",
                    before >> 20, after >> 20, world.databaseBytes() >> 10);
            out.flush();
            return counted == sent.accepted() && world.tickets() == failures ? 0 : 1;
        } finally {
            TreeRemoval.remove(folder);
        }
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
