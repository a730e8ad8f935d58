package dev.fettle.app;

import dev.fettle.app.bench.QueueLoad;
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

/** {@code fettle bench queue}: what the durable queue takes, with work that does nothing. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts work that does nothing through the durable queue, with 1, 2 and 4 workers: a heap of it as fast as it goes, then one item at a time.",
            "Each item is a few transactions, each of which waits for the disk. Without --store-url the queue is in an SQLite file."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:measured", "1:the queue did not hand out its work", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = "  fettle bench queue --items 500 --workers 1,2,4,8")
final class BenchQueueCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "2000",
            description = "In the heap. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--single",
            paramLabel = "N",
            defaultValue = "200",
            description = "That come one at a time. Default: ${DEFAULT-VALUE}.")
    private int single;

    @Option(
            names = "--workers",
            paramLabel = "N,N",
            split = ",",
            defaultValue = "1,2,4",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> workers = List.of(1, 2, 4);

    @Option(
            names = "--store-url",
            paramLabel = "URL",
            description = "jdbc:postgresql://host/database of an empty database.")
    private String storeUrl = "";

    @Override
    public Integer call() throws Exception {
        if (items < 1 || single < 1 || workers.stream().anyMatch(number -> number < 1 || number > 64)) {
            throw new ParameterException(
                    spec.commandLine(), "--items and --single are at least 1, --workers from 1 to 64.");
        }
        Path folder = Files.createTempDirectory(Home.of(System.getenv()).data(), "bench-queue-");
        InstantSource clock = InstantSource.system();
        Place place = storeUrl.isEmpty()
                ? Place.folder(folder)
                : Place.server(new Server(storeUrl, "", Optional.empty(), Server.CONNECTIONS), folder);
        PrintWriter out = spec.commandLine().getOut();
        try (Stores stores = Stores.open(place, clock, text -> text, Reading.NOTHING)) {
            QueueLoad load = new QueueLoad(stores, clock);
            load.run(2, Math.max(1, items / 4), 20); // so that neither the JVM nor the database is cold
            out.println(storeUrl.isEmpty() ? "SQLite" : "PostgreSQL");
            out.printf("%-10s %10s %12s %12s %12s%n", "workers", "items", "a second", "half ms", "99 % ms");
            for (int number : workers) {
                QueueLoad.Result result = load.run(number, items, single);
                out.printf(
                        Locale.ROOT,
                        "%-10d %10d %12.0f %12.1f %12.1f%n",
                        number,
                        result.items(),
                        result.perSecond(),
                        result.latency().millis(0.5),
                        result.latency().millis(0.99));
                out.flush();
            }
            return 0;
        } finally {
            TreeRemoval.remove(folder);
        }
    }
}
