package dev.fettle.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Ticket;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle tickets show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "A ticket's whole story: fields, history, attempts.")
final class TicketsShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "TICKET", description = "Its id.")
    private String id = "";

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            Ticket ticket = TicketsCommand.find(stores, id, spec.commandLine());
            if (json) {
                ObjectNode report = TicketView.json(ticket);
                ArrayNode history = report.putArray("history");
                stores.backlog()
                        .history(id)
                        .forEach(entry -> history.addObject()
                                .put("at", entry.at().toString())
                                .put("status", entry.status().name().toLowerCase(Locale.ROOT))
                                .put("waiting", entry.waiting())
                                .put("cause", entry.cause()));
                ArrayNode attempts = report.putArray("attempts");
                stores.backlog()
                        .attempts(id)
                        .forEach(attempt -> attempts.addObject()
                                .put("attempt_number", attempt.number())
                                .put("branch_name", attempt.branchName())
                                .put("changes_summary", attempt.changesSummary())
                                .put("test_results", attempt.testResults())
                                .put("success", attempt.success())
                                .put("error_message", attempt.errorMessage())
                                .put("timestamp", attempt.timestamp().toString()));
                out.println(report.toPrettyString());
            } else {
                text(out, stores, ticket);
            }
            out.flush();
            return 0;
        }
    }

    private static void text(PrintWriter out, Stores stores, Ticket ticket) {
        out.println(ticket.id() + "  " + ticket.title());
        out.println(ticket.repository().slug() + " · " + lower(ticket.category()) + " · " + lower(ticket.priority())
                + " · " + lower(ticket.status()) + " · risk " + ticket.riskLevel() + "/10 · effort "
                + ticket.estimatedEffort() + "/10 · score " + ticket.score() + " · seen " + ticket.count());
        if (ticket.waiting() != null) {
            out.println("waits: " + ticket.whyItWaits());
        }
        out.println("\n" + ticket.description());
        out.println("\nProposed solution: " + ticket.proposedSolution());
        out.println("Test plan:\n" + ticket.testPlan().indent(2).stripTrailing());
        if (!ticket.filesToModify().isEmpty()) {
            out.println("Files: " + String.join(", ", ticket.filesToModify()));
        }
        String lines = ticket.metadata().getOrDefault(Ticket.LINES, "");
        if (!lines.isEmpty()) {
            out.println("Lines: " + lines);
        }
        String deliveries = ticket.metadata().getOrDefault(Ticket.DELIVERIES, "");
        if (!deliveries.isEmpty()) {
            out.println("Told by delivery: " + deliveries.replace(" ", ", "));
        }
        out.println("\nHistory:");
        stores.backlog()
                .history(ticket.id())
                .forEach(entry -> out.printf("  %s  %-12s %s%n", entry.at(), lower(entry.status()), entry.cause()));
        stores.backlog()
                .attempts(ticket.id())
                .forEach(attempt -> out.printf(
                        "Attempt %d: %s%n%s%n",
                        attempt.number(),
                        attempt.success() ? attempt.changesSummary() : "no success",
                        attempt.errorMessage().indent(2).stripTrailing()));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
