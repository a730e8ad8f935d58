package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.forge.Allowance;
import dev.fettle.insight.Calibration;
import dev.fettle.insight.KeyMetrics;
import dev.fettle.insight.StatusCounts;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fettle status}: how the backlog stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "How the backlog stands: tickets in all, ready for review, in progress, and by status; what became of the pull requests, by the risk that they were said to have and by rule.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "As JSON, in the names total_tickets, ready_for_review, in_progress.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            StatusCounts counts = StatusCounts.of(stores.tally(), TicketFilter.ALL);
            KeyMetrics metrics =
                    KeyMetrics.of(stores.tally(), InstantSource.system().instant());
            Calibration calibration = Calibration.of(stores.tally());
            List<Allowance.Use> uses =
                    stores.allowance().uses(InstantSource.system().instant());
            if (json) {
                ObjectNode report = counts.json();
                report.set("key_metrics", metrics.json());
                ObjectMapper mapper = new ObjectMapper();
                report.set("risk_calibration", mapper.valueToTree(calibration.riskRows()));
                report.set("rule_records", mapper.valueToTree(calibration.ruleRows()));
                ArrayNode forge = report.putArray("forge_use");
                for (Allowance.Use use : uses) {
                    forge.addObject()
                            .put("principal", use.principal())
                            .put("made_last_minute", use.lastMinute())
                            .put("made_last_hour", use.lastHour())
                            .put(
                                    "paused_until",
                                    use.pausedUntil().map(Instant::toString).orElse(""));
                }
                out.println(report.toPrettyString());
            } else {
                out.printf(
                        "%d tickets, %d ready for review, %d in progress%n",
                        counts.total(), counts.readyForReview(), counts.inProgress());
                counts.byStatus().forEach((status, count) -> out.printf("  %-12s %d%n", name(status), count));
                out.print(KeyMetricsText.of(metrics));
                if (!calibration.empty()) {
                    out.print(CalibrationText.of(calibration));
                }
                for (Allowance.Use use : uses) {
                    out.printf(
                            "forge, %s: made %d of %d in the last minute, %d of %d in the last hour%s%n",
                            use.principal(),
                            use.lastMinute(),
                            Allowance.GITHUB.aMinute(),
                            use.lastHour(),
                            Allowance.GITHUB.anHour(),
                            use.pausedUntil()
                                    .map(until -> "; wants nothing until " + until)
                                    .orElse(""));
                }
            }
            out.flush();
            return 0;
        }
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
