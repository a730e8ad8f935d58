package dev.fettle.app;

import dev.fettle.app.bench.ScaleFigures;
import dev.fettle.app.bench.ScalePlan;
import dev.fettle.app.bench.ScaleSimulation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench scale}: simulates a day of many installations. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulates a day of many installations from measured times: deliveries, triage, cycles in fair turns, each installation's budget of writes.",
            "At ten in the morning a monorepo's default branch fails in many ways at once; at two an outage fails every run of CI for half an hour.",
            "Nothing is started and nothing is sent; the same seed gives the same figures on every machine."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:simulated", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = "  fettle bench scale --installations 500 --repairs 2 --cycle 90")
final class BenchScaleCommand implements Callable<Integer> {
    private static final int MOST_WORKERS = 4_096;
    /** Not more: what waits in the one repository of the monorepo's burst is over one request in a hundred, and waits for its own lane however many workers there are. */
    private static final double SHARE = 0.95;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--installations",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Of five repositories each. Default: ${DEFAULT-VALUE}.")
    private int installations;

    @Option(
            names = "--deliveries",
            paramLabel = "N",
            defaultValue = "200",
            description = "A day of each installation. Default: ${DEFAULT-VALUE}.")
    private int deliveries;

    @Option(
            names = "--repairs",
            paramLabel = "N",
            defaultValue = "0.5",
            description = "Of these, requests for a repair. Default: ${DEFAULT-VALUE}.")
    private double repairs;

    @Option(
            names = "--cycle",
            paramLabel = "SECONDS",
            defaultValue = "44",
            description = "Half of the cycles take so long. Default: ${DEFAULT-VALUE}.")
    private double cycle;

    @Option(
            names = "--triage",
            paramLabel = "SECONDS",
            defaultValue = "0.05",
            description = "A delivery takes so long to be looked at. Default: ${DEFAULT-VALUE}.")
    private double triage;

    @Option(
            names = "--triage-threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "Of all servers together: workers.quick times their number. Default: ${DEFAULT-VALUE}.")
    private int triageThreads;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "By then 95 %% of the requests are to have their outcome. Default: ${DEFAULT-VALUE}.")
    private double within;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "20261127", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        if (installations < 1 || deliveries < 1 || triageThreads < 1) {
            throw wrong("--installations, --deliveries and --triage-threads are at least 1.");
        }
        if ((long) installations * deliveries > 10_000_000) {
            throw wrong(
                    "More than ten million deliveries do not fit in memory: fewer --installations or --deliveries.");
        }
        if (repairs <= 0 || repairs > deliveries || cycle <= 0 || triage <= 0 || within <= 0) {
            throw wrong(
                    "--repairs, --cycle, --triage and --within are more than 0, and --repairs no more than --deliveries.");
        }
        ScalePlan day = new ScalePlan(
                installations,
                ScalePlan.DAY.repositories(),
                ScalePlan.DAY.hours(),
                deliveries,
                repairs,
                ScalePlan.DAY.monorepoFailures(),
                ScalePlan.DAY.outageMinutes(),
                triage,
                cycle,
                ScalePlan.DAY.cycleSpread(),
                ScalePlan.DAY.outsideSeconds(),
                triageThreads,
                seed);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-34s %12s %12s %12s%n", "", "quiet", "bursts", "bursts");
        ScaleFigures quiet = new ScaleSimulation(day.quiet()).fewest(SHARE, within, MOST_WORKERS);
        ScaleSimulation burst = new ScaleSimulation(day);
        List<ScaleFigures> columns =
                List.of(quiet, burst.run(quiet.workers()), burst.fewest(SHARE, within, MOST_WORKERS));
        line(out, "cycles at once", columns, figures -> figures.workers());
        line(out, "deliveries", columns, figures -> figures.deliveries());
        line(out, "cycles", columns, figures -> figures.cycles());
        line(out, "places in use, % of the day", columns, figures -> 100 * figures.busy());
        line(out, "deliveries waiting, at most", columns, figures -> figures.mostTriage());
        line(out, "cycles waiting, at most", columns, figures -> figures.mostCycles());
        line(
                out,
                "first answer, half, s",
                columns,
                figures -> figures.answered().millis(0.5) / 1_000);
        line(
                out,
                "first answer, 99 %, s",
                columns,
                figures -> figures.answered().millis(0.99) / 1_000);
        line(out, "first answer, all, s", columns, figures -> figures.answered().millis(1) / 1_000);
        line(out, "outcome, half, s", columns, figures -> figures.outcome().millis(0.5) / 1_000);
        line(out, "outcome, 95 %, s", columns, figures -> figures.outcome().millis(SHARE) / 1_000);
        line(out, "outcome, 99 %, s", columns, figures -> figures.outcome().millis(0.99) / 1_000);
        line(out, "outcome, all, s", columns, figures -> figures.outcome().millis(1) / 1_000);
        line(out, "writes of one installation an hour", columns, figures -> figures.mostWrites());
        out.flush();
        return 0;
    }

    private interface Figure {
        double of(ScaleFigures figures);
    }

    private static void line(PrintWriter out, String name, List<ScaleFigures> columns, Figure figure) {
        out.printf("%-34s", name);
        for (ScaleFigures each : columns) {
            double value = figure.of(each);
            out.printf(Locale.ROOT, value == Math.rint(value) ? " %12.0f" : " %12.1f", value);
        }
        out.println();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
