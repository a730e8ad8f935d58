package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.NamedReason;
import dev.fettle.base.UntrustedText;
import dev.fettle.improve.scan.Found;
import dev.fettle.improve.scan.Left;
import dev.fettle.improve.scan.ScanReason;
import dev.fettle.improve.scan.ScanReport;
import dev.fettle.improve.scan.Taking.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A scan for the terminal and for programs. */
final class ScanOutput {
    private static final int LONGEST_LINE = 200;
    /** What a folder is looked at for unless somebody asks for more says little about it. */
    private static final String MORE =
            "\nMore to look for: --run-tests (the whole suite, in the sandbox), --source code_analysis (mistakes in the code), --source dependencies --advisories FILE (vulnerable libraries).\n";

    private static final String GO_ON = "a cycle takes it up";

    private final ScanReport report;
    private final @Nullable Taken saved;

    /** @param saved null when nothing was written */
    ScanOutput(ScanReport report, @Nullable Taken saved) {
        this.report = report;
        this.saved = saved;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        String where = report.commit().isEmpty()
                ? report.repository() + ", " + report.place()
                : report.repository() + " at " + report.commit().substring(0, 12);
        text.append(where)
                .append(": looked at ")
                .append(String.join(", ", report.looked()))
                .append('\n');
        List<Found> fresh = report.found().stream().filter(Found::isNew).toList();
        int count = fresh.size();
        text.append(
                        count == 0
                                ? "nothing new"
                                : count + (count == 1 ? " ticket" : " tickets") + " to make, the safest first")
                .append('\n');
        if (count > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %5s  %-8s  %4s  %6s  %-17s  %s%n",
                    "score",
                    "priority",
                    "risk",
                    "effort",
                    "source",
                    "ticket"));
        }
        fresh.forEach(found -> fresh(found, text));
        fresh.stream()
                .flatMap(found -> Optional.ofNullable(found.waiting()).stream())
                .distinct()
                .forEach(waiting -> text.append('\n').append(reason(waiting)).append('\n'));
        noTicket(text);
        left(text);
        if (saved != null) {
            text.append('\n').append(savedText(saved)).append('\n');
        } else if (count > 0) {
            text.append("\nNothing was written.\n");
        }
        if (report.looked().equals(List.of("secrets"))) {
            text.append(MORE);
        }
        return text.toString();
    }

    private static void fresh(Found found, StringBuilder text) {
        Ticket ticket = found.ticket();
        text.append(String.format(
                Locale.ROOT,
                "  %5.1f  %-8s  %4d  %6d  %-17s  %s%n",
                ticket.score(),
                word(ticket.priority()),
                ticket.riskLevel(),
                ticket.estimatedEffort(),
                found.source(),
                line(ticket.title() + times(found))));
        WaitingReason waiting = found.waiting();
        String then = waiting == null ? GO_ON : "waits: " + waiting.name();
        String place = place(ticket).map(at -> at + ", ").orElse("");
        text.append(" ".repeat(52)).append(line(place + then)).append('\n');
    }

    /** Those of one reason together, and of each the first few. */
    private void noTicket(StringBuilder text) {
        Map<String, List<Found>> byReason = new LinkedHashMap<>();
        for (Found found : report.found()) {
            if (found.whyNot() != null) {
                byReason.computeIfAbsent(reason(found.whyNot()), reason -> new ArrayList<>())
                        .add(found);
            }
        }
        byReason.forEach((reason, all) -> {
            text.append("\nno ticket, ").append(reason).append('\n');
            all.stream()
                    .limit(5)
                    .forEach(found -> text.append("  ")
                            .append(line(found.source() + ": " + found.ticket().title()
                                    + (found.whyNot() == ScanReason.TOO_MANY
                                            ? ""
                                            : " (" + found.ticket().id() + ", "
                                                    + word(found.ticket().status()) + ")")))
                            .append('\n'));
            if (all.size() > 5) {
                text.append("  and ").append(all.size() - 5).append(" more\n");
            }
        });
    }

    private void left(StringBuilder text) {
        Map<String, List<Left>> byReason = new TreeMap<>();
        report.left()
                .forEach(left -> byReason.computeIfAbsent(reason(left.reason()), reason -> new ArrayList<>())
                        .add(left));
        byReason.forEach((reason, all) -> {
            text.append('\n').append(reason).append('\n');
            all.stream()
                    .limit(10)
                    .forEach(left -> text.append("  ")
                            .append(line(left.source() + (left.detail().isEmpty() ? "" : ": " + left.detail())))
                            .append('\n'));
            if (all.size() > 10) {
                text.append("  and ").append(all.size() - 10).append(" more\n");
            }
        });
    }

    private static String savedText(Taken saved) {
        List<String> parts = new ArrayList<>();
        parts.add(saved.made().size() + (saved.made().size() == 1 ? " ticket" : " tickets") + " made");
        if (!saved.ended().isEmpty()) {
            parts.add(saved.ended().size() + " ended, since what they stood for is gone");
        }
        if (saved.delivered() > 0) {
            parts.add(saved.delivered() + " left to the server as deliveries (ci, issues)");
        }
        return String.join(", ", parts);
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("repository", report.repository())
                .put("commit", report.commit())
                .put("tickets_found", report.ticketsFound())
                .put("saved", saved != null);
        report.looked().forEach(json.putArray("looked_at")::add);
        ArrayNode tickets = json.putArray("tickets");
        ArrayNode none = json.putArray("no_ticket");
        for (Found found : report.found()) {
            (found.isNew() ? tickets : none).add(json(found));
        }
        ArrayNode left = json.putArray("left");
        report.left()
                .forEach(each -> left.addObject()
                        .put("source", each.source())
                        .put("reason", each.reason().name())
                        .put("sentence", each.reason().sentence())
                        .put("failure", each.reason().failure())
                        .put("detail", UntrustedText.oneLine(each.detail(), 1_000)));
        if (saved != null) {
            saved.made().forEach(ticket -> json.withArray("made").add(ticket.id()));
            saved.ended().forEach(ticket -> json.withArray("ended").add(ticket.id()));
        }
        return json;
    }

    private static ObjectNode json(Found found) {
        ObjectNode node = TicketView.json(found.ticket());
        node.put("source", found.source()).put("seen", found.times());
        WaitingReason waiting = found.waiting();
        node.put("waiting", waiting == null ? "" : waiting.name());
        node.put("reason", found.whyNot() == null ? "" : found.whyNot().name());
        node.put("place", place(found.ticket()).orElse(""));
        return node;
    }

    /** Where a finding is. */
    private static Optional<String> place(Ticket ticket) {
        return ticket.evidence().stream()
                .filter(Evidence.Finding.class::isInstance)
                .map(Evidence.Finding.class::cast)
                .map(finding -> finding.line() > 0 ? finding.file() + ":" + finding.line() : finding.file())
                .findFirst();
    }

    private static String times(Found found) {
        return found.times() == 1 ? "" : " (" + found.times() + " times)";
    }

    private static String reason(NamedReason reason) {
        return reason.name() + ": " + reason.sentence();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String line(String text) {
        return UntrustedText.oneLine(text, LONGEST_LINE);
    }
}
