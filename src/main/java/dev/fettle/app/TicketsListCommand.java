package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fettle tickets list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists tickets, newest first.")
final class TicketsListCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--status", description = "One of: ${COMPLETION-CANDIDATES}.")
    private @Nullable Status status;

    @Option(names = "--priority", description = "One of: ${COMPLETION-CANDIDATES}.")
    private @Nullable Priority priority;

    @Option(names = "--category", description = "One of: ${COMPLETION-CANDIDATES}.")
    private @Nullable Category category;

    @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "Only of this repository.")
    private @Nullable String repository;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RepositoryRef wanted = repository == null ? null : KeysCommand.repository(repository, spec.commandLine());
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            List<Ticket> tickets = tickets(stores.backlog(), wanted);
            if (json) {
                ArrayNode rows = new ObjectMapper().createArrayNode();
                tickets.forEach(ticket -> rows.add(TicketView.json(ticket)));
                out.println(rows.toPrettyString());
            } else if (tickets.isEmpty()) {
                out.println("No tickets.");
            } else {
                tickets.forEach(ticket -> out.printf(
                        "%-30s %-12s %-8s risk %2d  %-30s %s%n",
                        ticket.id(),
                        ticket.status().name().toLowerCase(Locale.ROOT),
                        ticket.priority().name().toLowerCase(Locale.ROOT),
                        ticket.riskLevel(),
                        ticket.repository().slug(),
                        ticket.title()));
            }
            out.flush();
            return 0;
        }
    }

    /** The newest. A repository can be known with its id and without it. */
    private List<Ticket> tickets(Backlog backlog, @Nullable RepositoryRef wanted) {
        if (wanted == null) {
            return backlog.list(new TicketFilter(status, priority, category, null, null, MOST, 0));
        }
        return backlog.repositories().stream()
                .filter(known -> known.slug().equalsIgnoreCase(wanted.slug()))
                .flatMap(known ->
                        backlog.list(new TicketFilter(status, priority, category, known.key(), null, MOST, 0)).stream())
                .sorted(Comparator.comparing(Ticket::createdAt)
                        .thenComparing(Ticket::id)
                        .reversed())
                .limit(MOST)
                .toList();
    }
}
