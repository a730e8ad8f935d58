package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.improve.Audit;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle audit}: who decided what, and whether that record is as it was written. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who approved, rejected, waived or merged what: list and verify. Works beside a running server.")
final class AuditCommand implements Runnable {
    private static final int BROKEN = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest decisions first.")
    int list(
            @Mixin ConfigOption config,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many. Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Option(names = "--json", description = "As JSON.") boolean json) {
        CommandLine command = command("list");
        if (limit < 1) {
            throw new ParameterException(command, "--limit is at least 1.");
        }
        PrintWriter out = command.getOut();
        try (Stores stores = OpenStores.beside(config.load().settings(), command)) {
            List<Audit.Row> rows = stores.audit().recent(limit);
            if (json) {
                ArrayNode list = new ObjectMapper().createArrayNode();
                rows.forEach(row -> list.addObject()
                        .put("at", row.at().toString())
                        .put("actor", row.actor())
                        .put("action", row.action())
                        .put("subject", row.subject())
                        .put("detail", row.detail()));
                out.println(list.toPrettyString());
            } else {
                rows.forEach(row -> out.printf(
                        "%s  %s  %s  %s  %s%n", row.at(), row.actor(), row.action(), row.subject(), row.detail()));
            }
            out.flush();
        }
        return 0;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Whether every row is as it was written, and none is missing between the first and the last.",
                "Rows taken from the end do not show in the chain itself: keep the last hash that is printed elsewhere, and give it with --last."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:it is as it was written", "1:it was changed", "2:wrong usage"})
    int verify(
            @Mixin ConfigOption config,
            @Option(
                            names = "--last",
                            defaultValue = "",
                            paramLabel = "HASH",
                            description = "A hash that was printed earlier: its row must still be there.")
                    String last,
            @Option(names = "--json", description = "As JSON.") boolean json) {
        CommandLine command = command("verify");
        try (Stores stores = OpenStores.beside(config.load().settings(), command)) {
            Audit.Chain chain = stores.audit().verify(last);
            if (json) {
                ObjectNode node = new ObjectMapper().createObjectNode();
                node.put("intact", chain.broken().isEmpty())
                        .put("rows", chain.rows())
                        .put("last", chain.last())
                        .put("broken", chain.broken().orElse(""));
                command.getOut().println(node.toPrettyString());
            } else {
                Optional<String> broken = chain.broken();
                command.getOut()
                        .println(broken.map(where -> "The audit was changed: " + where)
                                .orElse(chain.rows() + " rows, as they were written; the last hash is "
                                        + (chain.last().isEmpty() ? "none" : chain.last())));
            }
            command.getOut().flush();
            return chain.broken().isEmpty() ? 0 : BROKEN;
        }
    }

    private CommandLine command(String name) {
        return Objects.requireNonNull(spec.subcommands().get(name), "declared above");
    }
}
