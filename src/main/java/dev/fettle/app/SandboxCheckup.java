package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.sandbox.EscapeTrial;
import dev.fettle.sandbox.EscapeTrial.Outcome;
import dev.fettle.sandbox.SandboxLevel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The doctor's look at the sandbox: the level, its known gaps, and what the cheap escapes of the suite came to. */
final class SandboxCheckup {
    private static final int COULD_NOT_TRY = 3;

    private SandboxCheckup() {}

    /** Says what it found and returns the exit status: 0 where all walls hold, 1 where one does not or there is none, 3 where nothing runs or something could not be tried. */
    static int run(SandboxWiring sandboxes, Path folder, boolean json, PrintWriter out) throws IOException {
        SandboxLevel level = sandboxes.level();
        EscapeTrial.Report report = EscapeTrial.hasWalls(level) ? EscapeTrial.of(sandboxes, folder) : null;
        out.print(json ? json(level, report).toPrettyString() + System.lineSeparator() : text(level, report));
        out.flush();
        if (report == null) {
            return level.kind() == SandboxLevel.Kind.NONE ? 1 : COULD_NOT_TRY;
        }
        boolean all = report.results().stream().noneMatch(result -> result.outcome() == Outcome.NOT_TRIED);
        return !report.broken().isEmpty() ? 1 : all ? 0 : COULD_NOT_TRY;
    }

    private static String text(SandboxLevel level, EscapeTrial.@Nullable Report report) {
        StringBuilder text = new StringBuilder("Sandbox: " + level.kind() + "\n  " + level.proof() + "\n");
        level.gaps().forEach(gap -> text.append("  does not hold: ").append(gap).append('\n'));
        if (report == null) {
            return text.append("There are no walls to be tried; docs/sandbox.md says what each level needs.\n")
                    .toString();
        }
        for (EscapeTrial.Result result : report.results()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-9s %-46s row %s%n",
                    word(result.outcome()),
                    result.probe().name(),
                    result.probe().rows()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%d of %d walls hold; a sandbox with its first command takes %.0f ms%n",
                        report.results().stream()
                                .filter(result -> result.outcome() == Outcome.HELD)
                                .count(),
                        report.results().size(),
                        report.startUp().toNanos() / 1e6))
                .toString();
    }

    private static ObjectNode json(SandboxLevel level, EscapeTrial.@Nullable Report report) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("level", level.kind().name()).put("proof", level.proof());
        level.gaps().forEach(json.putArray("gaps")::add);
        ArrayNode probes = json.putArray("probes");
        List<EscapeTrial.Result> results = report == null ? List.of() : report.results();
        results.forEach(result -> probes.addObject()
                .put("rows", result.probe().rows())
                .put("tries_to", result.probe().name())
                .put("outcome", word(result.outcome())));
        if (report != null) {
            json.put("start_up_ms", report.startUp().toNanos() / 1e6);
        }
        return json;
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case HELD -> "holds";
            case BROKEN -> "BROKEN";
            case NOT_TRIED -> "not tried";
        };
    }
}
