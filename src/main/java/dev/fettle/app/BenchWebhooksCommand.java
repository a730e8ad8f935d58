package dev.fettle.app;

import dev.fettle.app.bench.WebhooksRun;
import dev.fettle.app.bench.WebhooksRun.Plan;
import dev.fettle.app.bench.WebhooksRun.Result;
import dev.fettle.app.bench.WebhooksRun.Round;
import dev.fettle.app.bench.WebhooksRun.Sample;
import dev.fettle.sandbox.TreeRemoval;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench webhooks}: how many signed deliveries the server takes in, alone, beside Probot, and while it repairs. */
@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends signed deliveries of 12 KB, by turns issues and workflow_run, to a 'fettle serve' of its own over connections that stay open, as fast as they are answered.",
            "Each is on the disk before it is answered 202. With --probot the same goes to Probot, in turns with Fettle; Probot verifies and parses, and keeps nothing.",
            "Sender and servers share the machine's processors, so rates are lower bounds, and compare only within one run."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing accepted is missing from the database; at least Probot's rate, where that was asked for; 99 %% within 250 ms beside a repair, where that was asked for",
            "1:one of these does not hold",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = "  fettle bench webhooks --probot probot --beside-cycle")
final class BenchWebhooksCommand implements Callable<Integer> {
    private static final double BAR_MILLIS = 250;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "That send at the same time. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Durations.class,
            description = "Of each round. Default: ${DEFAULT-VALUE}.")
    private Duration time = Duration.ofSeconds(10);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is measured, in turns. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--probot",
            paramLabel = "FOLDER",
            description = "Also Probot, from this folder; npm brings it there when it is not there yet. Needs Node.js.")
    private @Nullable Path probot;

    @Option(
            names = "--beside-cycle",
            description = "Then once more, while the same server repairs a sample project in its sandbox.")
    private boolean besideCycle;

    @Override
    public Integer call() throws Exception {
        if (connections < 1 || connections > 1000 || rounds < 1 || time.toMillis() < 100) {
            throw new ParameterException(
                    spec.commandLine(), "--connections from 1 to 1000, --rounds at least 1, --time at least 100ms.");
        }
        Home home = Home.of(System.getenv());
        Path folder = Files.createTempDirectory(home.data(), "bench-webhooks-");
        try {
            Plan plan = new Plan(
                    home.root(),
                    connections,
                    time,
                    rounds,
                    Optional.ofNullable(probot)
                            .map(path -> path.toAbsolutePath().normalize()),
                    besideCycle ? Optional.of(sample()) : Optional.empty());
            Result result = new WebhooksRun(folder, plan).run();
            show(result);
            return holds(result) ? 0 : 1;
        } finally {
            TreeRemoval.remove(folder);
        }
    }

    private static Sample sample() {
        return new Sample(
                DemoCase.BOOKING.texts(), DemoCase.resource("booking-ci.txt").getBytes(StandardCharsets.UTF_8));
    }

    private void show(Result result) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%-16s %10s %8s %10s %9s %9s %9s %9s %9s%n",
                "", "accepted", "refused", "a second", "half ms", "99 % ms", "all ms", "cpu ms", "sender");
        result.rounds().forEach(round -> line(out, round.name(), round));
        result.beside().ifPresent(round -> {
            line(out, "while it repairs", round);
            out.println(
                    result.throughout()
                            ? "The repair still went on at the end of that round."
                            : "The repair ended before that round did.");
        });
        out.printf("accepted by Fettle in all %d, not in its database %d%n", result.accepted(), result.lost());
        names(result)
                .forEach(name ->
                        out.printf(Locale.ROOT, "%s: %.0f a second (middle round)%n", name, middle(result, name)));
        out.flush();
    }

    private static void line(PrintWriter out, String name, Round round) {
        out.printf(
                Locale.ROOT,
                "%-16s %10d %8d %10.0f %9.1f %9.1f %9.1f %9.2f %9.2f%n",
                name,
                round.accepted(),
                round.refused(),
                round.rate(),
                round.answered().millis(0.5),
                round.answered().millis(0.99),
                round.answered().millis(1),
                round.serverMillis(),
                round.senderMillis());
    }

    private static List<String> names(Result result) {
        return result.rounds().stream().map(Round::name).distinct().toList();
    }

    private static double middle(Result result, String name) {
        double[] rates = result.rounds().stream()
                .filter(round -> round.name().equals(name))
                .mapToDouble(Round::rate)
                .sorted()
                .toArray();
        return rates[rates.length / 2];
    }

    private static boolean holds(Result result) {
        List<String> names = names(result);
        double fettle = middle(result, names.get(0));
        return result.lost() == 0
                && names.stream().allMatch(name -> fettle >= middle(result, name))
                && result.beside()
                        .filter(round -> round.answered().millis(0.99) >= BAR_MILLIS)
                        .isEmpty();
    }
}
