package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fettle.improve.Replay;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle replay}: a recorded webhook once more. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Has a recorded delivery handled once more, as it came: after a mistake was mended that kept it from having"
                        + " its effect. Tickets are not made twice, but a command in a comment is obeyed again. Without an id, lists the"
                        + " newest deliveries. Works beside a running server, which takes it up.",
        footerHeading = "%nExamples:%n",
        footer = {"  fettle replay", "  fettle replay 72d3162e-cc78-11e3-81ab-4c9367dc0958"},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:queued, or listed",
            "1:failed",
            "2:wrong usage, or no such delivery",
            "3:its body is not kept any more"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int LISTED = 25;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(arity = "0..1", paramLabel = "DELIVERY", description = "Its id, as the forge and the list have it.")
    private @Nullable String id;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            return id == null ? list(stores) : again(stores, id);
        }
    }

    private int list(Stores stores) {
        PrintWriter out = spec.commandLine().getOut();
        List<DeliveryLog.Entry> entries = stores.deliveries().recent(LISTED);
        if (json) {
            ArrayNode rows = new ObjectMapper().createArrayNode();
            entries.forEach(entry -> rows.addObject()
                    .put("id", entry.id())
                    .put("event", entry.event())
                    .put("received_at", entry.receivedAt().toString())
                    .put("outcome", entry.outcome())
                    .put("detail", entry.detail()));
            out.println(rows.toPrettyString());
        } else if (entries.isEmpty()) {
            out.println("No deliveries. 'fettle doctor' says whether webhooks can come.");
        } else {
            entries.forEach(entry -> out.printf(
                    "%s  %-36s %-16s %s%n",
                    entry.receivedAt(),
                    entry.id(),
                    entry.event(),
                    entry.outcome().isEmpty() ? "waits" : entry.outcome() + " " + entry.detail()));
        }
        out.flush();
        return 0;
    }

    private int again(Stores stores, String wanted) {
        Replay.Result result = new Replay(
                        stores.deliveries(),
                        stores.queue(),
                        stores.audit(),
                        stores.transactions(),
                        InstantSource.system())
                .again(wanted, TicketsCommand.operator());
        PrintWriter out = spec.commandLine().getOut();
        if (result == Replay.Result.UNKNOWN) {
            throw new ParameterException(
                    spec.commandLine(), "There is no delivery " + wanted + "; 'fettle replay' lists the newest.");
        }
        String said = switch (result) {
            case QUEUED -> "will be handled once more; 'fettle replay' shows what becomes of it";
            case WAITS -> "waits to be handled already";
            default -> "is not kept any more: bodies are forgotten after 30 days";
        };
        if (json) {
            out.println(new ObjectMapper()
                    .createObjectNode()
                    .put("delivery", wanted)
                    .put("result", result.name().toLowerCase(Locale.ROOT))
                    .toPrettyString());
        } else {
            out.println(wanted + " " + said);
        }
        out.flush();
        return result == Replay.Result.FORGOTTEN ? 3 : 0;
    }
}
