package dev.fettle.app;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketIds;
import dev.fettle.base.RepositoryRef;
import dev.fettle.store.Stores;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle tickets add}: a manual ticket, with every field of one. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Adds a ticket by hand.",
        footerHeading = "%nExample:%n",
        footer = {
            "  fettle tickets add --id manual_001 --repository acme/search \\",
            "      --title \"Add error handling to search pipeline\""
        })
final class TicketsAddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--repository", required = true, paramLabel = "OWNER/NAME", description = "Where it belongs.")
    private String repository = "";

    @Option(names = "--title", required = true, paramLabel = "TEXT", description = "What is wanted, one line.")
    private String title = "";

    @Option(names = "--id", paramLabel = "ID", description = "Its id. Default: manual_<time>_<digits>.")
    private @Nullable String id;

    @Option(names = "--description", paramLabel = "TEXT", description = "What is wrong.")
    private String description = "";

    @Option(
            names = "--category",
            defaultValue = "BUG_FIX",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Category category = Category.BUG_FIX;

    @Option(
            names = "--priority",
            defaultValue = "MEDIUM",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Priority priority = Priority.MEDIUM;

    @Option(names = "--solution", paramLabel = "TEXT", description = "The proposed solution.")
    private String solution = "";

    @Option(names = "--test-plan", paramLabel = "TEXT", description = "How it is tested.")
    private String testPlan = "";

    @Option(names = "--file", paramLabel = "PATH", description = "A file to modify; may be given several times.")
    private List<String> files = List.of();

    @Option(names = "--risk", defaultValue = "3", paramLabel = "1-10", description = "Default: ${DEFAULT-VALUE}.")
    private int risk = 3;

    @Option(names = "--effort", defaultValue = "4", paramLabel = "1-10", description = "Default: ${DEFAULT-VALUE}.")
    private int effort = 4;

    @Option(names = "--json", description = "As JSON: the ticket that was added, or the one that was there already.")
    private boolean json;

    @Override
    public Integer call() {
        if (title.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--title is empty: say in a line what is wanted.");
        }
        Ticket ticket = ticket(InstantSource.system());
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            if (stores.backlog().find(ticket.id()).isPresent()) {
                throw new ParameterException(spec.commandLine(), "There is a ticket " + ticket.id() + " already.");
            }
            boolean added = TicketsCommand.verbs(stores).add(ticket, TicketsCommand.operator());
            spec.commandLine().getOut().println(said(stores, ticket, added));
            spec.commandLine().getOut().flush();
            return added ? 0 : 3;
        }
    }

    private String said(Stores stores, Ticket ticket, boolean added) {
        if (json) {
            return stores.backlog()
                    .findByFingerprint(ticket.repository().key(), ticket.fingerprint())
                    .map(there -> TicketView.json(there).toPrettyString())
                    .orElse("{}");
        }
        return added ? ticket.id() : "A ticket of the same title is there already; nothing was added.";
    }

    private Ticket ticket(InstantSource clock) {
        try {
            Instant now = clock.instant();
            String fingerprint = "manual:" + title;
            String chosen = id == null ? new TicketIds(clock).next("manual", fingerprint) : TicketIds.check(id);
            return new Ticket(
                    chosen,
                    RepositoryRef.parse(repository),
                    fingerprint,
                    title,
                    description,
                    category,
                    priority,
                    Status.OPEN,
                    List.of(new Evidence.Manual()),
                    solution,
                    testPlan,
                    files,
                    risk,
                    effort,
                    null,
                    Map.of(),
                    1,
                    now,
                    now);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
