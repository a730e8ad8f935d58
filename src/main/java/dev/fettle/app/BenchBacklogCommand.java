package dev.fettle.app;

import dev.fettle.app.bench.BacklogLoad;
import dev.fettle.sandbox.TreeRemoval;
import dev.fettle.store.Place;
import dev.fettle.store.Reading;
import dev.fettle.store.Stores;
import dev.fettle.store.postgres.Server;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench backlog}: how long it takes to select, deduplicate and list in a large backlog. */
@Command(
        name = "backlog",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fills a backlog of its own and measures single questions to it: the next ticket to take, a failure that is known, lists.",
            "Without --store-url it is an SQLite file in a temporary folder.",
            "'processor' is the time of a processor that half of the questions took: the same however much else the machine does."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:half of the selections and of the look-ups took under a millisecond",
            "1:they took longer",
            "2:wrong usage"
        })
final class BenchBacklogCommand implements Callable<Integer> {
    private static final double BAR_MILLIS = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--tickets",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "A thousand in each repository. Default: ${DEFAULT-VALUE}.")
    private int tickets;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How often each question is asked. Default: ${DEFAULT-VALUE}.")
    private int times;

    @Option(
            names = "--store-url",
            paramLabel = "URL",
            description = "jdbc:postgresql://host/database of an empty database.")
    private String storeUrl = "";

    @Override
    public Integer call() throws Exception {
        if (tickets < 1 || times < 1) {
            throw new ParameterException(spec.commandLine(), "--tickets and --times are at least 1.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("fettle-bench-backlog");
        Place place = storeUrl.isEmpty()
                ? Place.folder(folder)
                : Place.server(new Server(storeUrl, "", Optional.empty(), Server.CONNECTIONS), folder);
        try (Stores stores = Stores.open(place, InstantSource.system(), text -> text, Reading.NOTHING)) {
            BacklogLoad load = new BacklogLoad(stores, tickets);
            long begun = System.nanoTime();
            LineInPlace now = new LineInPlace(spec.commandLine().getErr(), Terminal.ofErrors());
            load.fill(done -> now.show("filled " + done + " of " + tickets));
            now.clear();
            out.printf(
                    Locale.ROOT,
                    "%d tickets in %s, filled in %.0f s; each question %d times, in milliseconds:%n",
                    tickets,
                    storeUrl.isEmpty() ? "SQLite" : "PostgreSQL",
                    (System.nanoTime() - begun) / 1e9,
                    times);
            load.measure(Math.max(10, times / 10)); // so that neither the JVM nor the database is cold
            List<BacklogLoad.Timing> timings = load.measure(times);
            out.printf("%-28s %8s %8s %8s %10s%n", "", "half", "99 %", "all", "processor");
            for (BacklogLoad.Timing timing : timings) {
                out.printf(
                        Locale.ROOT,
                        "%-28s %8.3f %8.3f %8.3f %10.3f%n",
                        timing.what(),
                        timing.answered().millis(0.5),
                        timing.answered().millis(0.99),
                        timing.answered().millis(1),
                        timing.processor().millis(0.5));
            }
            out.flush();
            return timings.stream()
                            .filter(timing -> timing.what().startsWith("select")
                                    || timing.what().startsWith("dedupe"))
                            .allMatch(timing -> timing.answered().millis(0.5) < BAR_MILLIS)
                    ? 0
                    : 1;
        } finally {
            TreeRemoval.remove(folder);
        }
    }
}
