package dev.fettle.app;

import dev.fettle.backlog.TrackRecord;
import dev.fettle.insight.Calibration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What became of pull requests, as two tables for the terminal. */
final class CalibrationText {
    private CalibrationText() {}

    static String of(Calibration calibration) {
        StringBuilder text = new StringBuilder();
        table(text, "risk", calibration.byRisk());
        table(text, "rule", calibration.byRule());
        return text.toString();
    }

    private static void table(StringBuilder text, String of, Map<?, TrackRecord> rows) {
        text.append(String.format(
                Locale.ROOT,
                "%n%-28s %8s %6s %6s %6s %8s %8s %9s %10s%n",
                of,
                "proposed",
                "open",
                "merged",
                "closed",
                "rejected",
                "reverted",
                "withdrawn",
                "not wanted"));
        rows.forEach((name, row) -> text.append(String.format(
                Locale.ROOT,
                "%-28s %8d %6d %6d %6d %8d %8d %9d %10s%n",
                name,
                row.proposed(),
                row.open(),
                row.merged(),
                row.closed(),
                row.rejected(),
                row.reverted(),
                row.withdrawn(),
                share(row.shareNotWanted()))));
    }

    private static String share(OptionalDouble share) {
        return share.isPresent() ? Math.round(100 * share.getAsDouble()) + " %" : "unknown";
    }
}
