package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.store.move.StoreMove;
import dev.fettle.store.postgres.Server;
import dev.fettle.store.sql.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle migrate-store}: from the SQLite file of one machine to a PostgreSQL database that several share. */
@Command(
        name = "migrate-store",
        mixinStandardHelpOptions = true,
        description = {
            "Moves what an SQLite installation has kept to the empty PostgreSQL database that store.url names: all in one",
            "transaction, with the rows of each table counted on both sides. Stop the server first; the file stays as it is."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:moved, or with --dry-run could be", "2:it cannot be moved; the message says why"})
final class MigrateStoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--from", paramLabel = "DIR", description = "The folder with fettle.db. Default: data_dir.")
    private @Nullable Path from;

    @Option(names = "--dry-run", description = "Look at both sides, say what would be moved, and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "As JSON: dry_run, from, tables (name, rows, altered).")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        ServerSettings settings = config.load().settings();
        Server server = OpenStores.place(settings)
                .server()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "Where to? Set store.url (or FETTLE_STORE_URL) to jdbc:postgresql://host/database first."));
        Path folder = from == null ? settings.dataDir() : from;
        StoreMove move = new StoreMove(folder, server);
        try {
            show(folder, dryRun ? move.dryRun() : move.run());
            return 0;
        } catch (StoreException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private void show(Path folder, List<StoreMove.Moved> tables) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode report = new ObjectMapper().createObjectNode();
            report.put("dry_run", dryRun).put("from", folder.toString());
            var list = report.putArray("tables");
            tables.forEach(table -> list.addObject()
                    .put("name", table.table())
                    .put("rows", table.rows())
                    .put("altered", table.altered()));
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } else {
            tables.forEach(table -> out.printf(
                    "%-24s %10d%s%n",
                    table.table(),
                    table.rows(),
                    table.altered() == 0 ? "" : "  (" + table.altered() + " texts without their NUL characters)"));
            out.println(
                    dryRun
                            ? "Nothing was moved (--dry-run); all of it can be."
                            : "Moved. Every process on the new database needs this installation's key: copy "
                                    + folder.resolve("delivery.key")
                                    + " into its data folder, or name it in store.key_file. Do not start a server on the old file again.");
        }
        out.flush();
    }
}
