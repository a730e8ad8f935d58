package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gate.Gate;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.gate.tests.TestsGate;
import dev.fettle.workspace.Changes;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Gate reports as SARIF, held against the official schema. */
class SarifOutputTest {
    private static final List<Gate> GATES = List.of(new TestsGate(), new LoopMetricsGate(RunLimits.NONE));

    private static String log(Verdict... verdicts) {
        GateReport report = new GateReport(List.of(verdicts), Set.of("tests"));
        return SarifOutput.of(
                        GATES,
                        Changes.none().add("src/A b.java", "class A {}\n").change(),
                        report)
                .toString();
    }

    @Test
    void everyOutcomeAndEveryFormOfAPlaceIsValid() throws IOException {
        Stream<Finding> places = Stream.of(
                new Finding("src/A b.java", 3, "slower", "With a line.\u0000\u202e"),
                new Finding("src/A b.java", 3, "slower", "The same place again."),
                new Finding("src/A b.java", 0, "new-cycle", "A whole file."),
                new Finding(Finding.NO_FILE, 0, "sign-off", "No file at all."),
                new Finding("ünïcode/%/#?.java", 1, "slower", "x".repeat(5_000)));
        Verdict failed = new Verdict("loop-metrics", Outcome.FAIL, "1.5 of the base", "Detail.", places.toList());
        for (Outcome outcome : Outcome.values()) {
            String log = log(failed, new Verdict("tests", outcome, "Title", "", List.of()));
            assertThat(SarifSchema.complaints(log)).as("%s", outcome).isEmpty();
        }
        assertThat(SarifSchema.complaints(log())).as("nothing judged").isEmpty();
    }

    @Test
    void theSchemaIsOneThatSeesFaults() throws IOException {
        String log = log(new Verdict("tests", Outcome.PASS, "Title", "", List.of()));

        assertThat(SarifSchema.complaints(log.replace("\"2.1.0\"", "\"9.9.9\"")))
                .isNotEmpty();
        assertThat(SarifSchema.complaints(log.replace("\"columnKind\"", "\"columnSort\"")))
                .isNotEmpty();
    }
}
