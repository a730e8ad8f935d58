package dev.fettle.app;

import dev.fettle.app.bench.NodesPlan;
import dev.fettle.app.bench.NodesResult;
import dev.fettle.app.bench.NodesWorld;
import dev.fettle.sandbox.TreeRemoval;
import dev.fettle.store.Place;
import dev.fettle.store.postgres.Server;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench nodes}: several processes on one database, of which some are killed all the time. */
@Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts servers and workers as processes of their own on one PostgreSQL database, sends deliveries to all servers,",
            "kills servers and workers one after the other, and counts what was lost or done twice. The database must be empty."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every accepted delivery has an outcome, every issue that Fettle was asked to work on one ticket that ended and one comment",
            "1:something was lost, doubled or stuck; the lines that begin with WRONG say what",
            "2:wrong usage"
        })
final class BenchNodesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--store-url",
            required = true,
            paramLabel = "URL",
            description =
                    "jdbc:postgresql://host/database of an empty database; with ?user=… when its user is another.")
    private String storeUrl = "";

    @Option(names = "--servers", paramLabel = "N", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int servers;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--deliveries",
            paramLabel = "N",
            defaultValue = "10000",
            description = "That are sent. Default: ${DEFAULT-VALUE}.")
    private int deliveries;

    @Option(
            names = "--tickets",
            paramLabel = "N",
            description =
                    "Issues among them that Fettle is asked to work on, two deliveries each; at most half of the deliveries. Default: a tenth of them.")
    private @Nullable Integer tickets;

    @Option(
            names = "--repositories",
            paramLabel = "N",
            defaultValue = "100",
            description = "That the issues are spread over. Default: ${DEFAULT-VALUE}.")
    private int repositories;

    @Option(
            names = "--kill-every",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = Durations.class,
            description = "Between two kills of a worker. Default: ${DEFAULT-VALUE}.")
    private Duration killEvery = Duration.ofSeconds(3);

    @Option(
            names = "--kill-servers-every",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = Durations.class,
            description =
                    "Between two kills of a server; what it does not answer is sent to another. Default: ${DEFAULT-VALUE}.")
    private Duration killServersEvery = Duration.ofSeconds(15);

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            defaultValue = "4s",
            converter = Durations.class,
            description = "After which a worker without a sign of life loses its work. Default: ${DEFAULT-VALUE}.")
    private Duration lease = Duration.ofSeconds(4);

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "30m",
            converter = Durations.class,
            description = "For everything to end after the last delivery. Default: ${DEFAULT-VALUE}.")
    private Duration patience = Duration.ofMinutes(30);

    @Option(
            names = "--senders",
            paramLabel = "N",
            defaultValue = "16",
            description = "That deliver at the same time. Default: ${DEFAULT-VALUE}.")
    private int senders;

    @Override
    public Integer call() throws Exception {
        int asked = tickets == null ? deliveries / 10 : tickets;
        if (asked < 0 || 2L * asked > deliveries) {
            throw new ParameterException(spec.commandLine(), "--tickets: at most half as many as --deliveries.");
        }
        if (servers < 1 || workers < 0 || deliveries < 2 || repositories < 1 || senders < 1 || lease.toSeconds() < 2) {
            throw new ParameterException(
                    spec.commandLine(),
                    "At least one server, two deliveries, one repository and one sender; a lease of at least two seconds.");
        }
        Path folder = Files.createTempDirectory("fettle-bench-nodes");
        Place place = Place.server(
                        new Server(storeUrl, "", Optional.empty(), Server.CONNECTIONS), folder.resolve("bench"))
                .withKeyFile(folder.resolve("delivery.key"));
        NodesPlan plan =
                new NodesPlan(servers, workers, deliveries, asked, repositories, killEvery, killServersEvery, lease);
        NodesResult result = new NodesWorld(folder, plan, place).run(senders, patience);
        show(spec.commandLine().getOut(), folder, result);
        if (!result.wrong().isEmpty()) {
            return 1;
        }
        TreeRemoval.remove(folder);
        return 0;
    }

    private void show(PrintWriter out, Path folder, NodesResult result) {
        out.printf(
                Locale.ROOT,
                "%d servers (killed %d times), %d workers (killed %d times), %.0f s until everything had ended%n",
                servers,
                result.serverKills(),
                workers,
                result.kills(),
                result.seconds());
        out.printf(
                Locale.ROOT,
                "deliveries accepted %d (sent once more and recognised %d), with an outcome %d; answered within: half %.1f ms, 99 %% %.1f ms%n",
                result.accepted(),
                result.again(),
                result.kept(),
                result.answered().millis(0.5),
                result.answered().millis(0.99));
        out.printf(
                "tickets %d, ended %d; issues with a comment %d, comments too many %d; given up %d%n",
                result.tickets(), result.ended(), result.commented(), result.commentsTooMany(), result.parked());
        result.wrong().forEach(line -> out.println("WRONG: " + line));
        if (!result.wrong().isEmpty()) {
            out.println("The nodes' logs are in " + folder + "/*/node.log.");
        }
        out.flush();
    }
}
