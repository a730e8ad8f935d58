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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle tickets list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists tickets, newest first.")
final class TicketsListCommand implements Callable<Integer> {
    private static final int MOST = 1000;
    private static final int LAST_PAGE = 100_000;

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

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = MOST;

    @Option(
            names = "--page",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which page of --limit tickets. Default: ${DEFAULT-VALUE}.")
    private int page = 1;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST || page < 1 || page > LAST_PAGE) {
            throw new ParameterException(
                    spec.commandLine(), "--limit must be 1 to " + MOST + ", --page 1 to " + LAST_PAGE + ".");
        }
        RepositoryRef wanted = repository == null ? null : KeysCommand.repository(repository, spec.commandLine());
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            Backlog backlog = stores.backlog();
            List<TicketFilter> filters = filters(backlog, wanted);
            int total = filters.stream().mapToInt(backlog::count).sum();
            show(page(backlog, filters), total);
            return 0;
        }
    }

    /** One for each key under which tickets of the repository are kept: those added by its name before its id was known have another. */
    private List<TicketFilter> filters(Backlog backlog, @Nullable RepositoryRef wanted) {
        if (wanted == null) {
            return List.of(filter(null));
        }
        return backlog.repositories().stream()
                .filter(one -> one.slug().equalsIgnoreCase(wanted.slug()))
                .map(one -> filter(one.key()))
                .toList();
    }

    private TicketFilter filter(@Nullable String key) {
        return new TicketFilter(status, priority, category, key, null, MOST, 0);
    }

    private List<Ticket> page(Backlog backlog, List<TicketFilter> filters) {
        int before = (page - 1) * limit;
        if (filters.size() == 1) {
            return backlog.list(filters.get(0).page(limit, before));
        }
        return filters.stream()
                .flatMap(filter -> firstOf(backlog, filter, before + limit))
                .sorted(Comparator.comparing(Ticket::createdAt).reversed())
                .skip(before)
                .limit(limit)
                .toList();
    }

    private static Stream<Ticket> firstOf(Backlog backlog, TicketFilter filter, int most) {
        return IntStream.iterate(0, from -> from < most, from -> from + MOST)
                .mapToObj(from -> backlog.list(filter.page(Math.min(MOST, most - from), from)))
                .flatMap(List::stream);
    }

    private void show(List<Ticket> tickets, int total) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode rows = new ObjectMapper().createArrayNode();
            tickets.forEach(ticket -> rows.add(TicketView.json(ticket)));
            out.println(rows.toPrettyString());
        } else if (total == 0) {
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
        if (tickets.size() < total) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(Locale.ROOT, "%,d of %,d tickets", tickets.size(), total);
            err.println((long) page * limit < total ? "; --page " + (page + 1) + " shows the next." : ".");
            err.flush();
        }
    }
}
