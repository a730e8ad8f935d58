package dev.fettle.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TrackRecord;
import dev.fettle.base.RepositoryRef;
import dev.fettle.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The risk that was said beside what happened, from a real backlog. */
class CalibrationTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z"));

    @TempDir
    Path folder;

    private Stores stores;
    private int tickets;

    @BeforeEach
    void aBacklog() {
        stores = Stores.open(folder, CLOCK, text -> text);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private void ticket(int risk, String rule, Status status, String... notes) {
        Map<String, String> metadata = new HashMap<>();
        if (risk > 0) {
            metadata.put(Proposed.RISK, Integer.toString(risk));
            metadata.put(Proposed.RULE, rule);
        }
        Arrays.asList(notes).forEach(note -> metadata.put(note, "by ann"));
        String id = "manual_" + ++tickets;
        Ticket ticket = new Ticket(
                id,
                new RepositoryRef(7, "acme", "shop"),
                "fingerprint of " + id,
                "Mend the till",
                "",
                Category.BUG_FIX,
                Priority.MEDIUM,
                status,
                List.of(),
                "",
                "",
                List.of(),
                3,
                3,
                null,
                metadata,
                1,
                CLOCK.instant(),
                CLOCK.instant());
        stores.backlog().add(ticket, same -> same, "seen");
    }

    @Test
    void whatWasNeverProposedIsNoOutcome() {
        ticket(0, "", Status.FAILED);
        assertThat(Calibration.of(stores.tally()).empty()).isTrue();
    }

    @Test
    void eachRiskHasWhatBecameOfIt() {
        ticket(2, "null-guard", Status.APPLIED);
        ticket(2, "null-guard", Status.APPLIED, Proposed.REVERTED);
        ticket(2, "off-by-one", Status.READY);
        ticket(6, "null-guard", Status.REJECTED, Proposed.CLOSED);
        ticket(6, "null-guard", Status.REJECTED);
        ticket(6, "off-by-one", Status.FAILED);

        Calibration calibration = Calibration.of(stores.tally());

        assertThat(calibration.byRisk())
                .containsExactly(
                        Map.entry(2, new TrackRecord(1, 1, 0, 0, 1, 0)),
                        Map.entry(6, new TrackRecord(0, 0, 1, 1, 0, 1)));
        assertThat(calibration.byRule().keySet()).containsExactly("null-guard", "off-by-one");
        assertThat(calibration.byRule()).containsEntry("null-guard", new TrackRecord(0, 1, 1, 1, 1, 0));
        assertThat(calibration.riskRows().get(0))
                .containsEntry("risk", 2)
                .containsEntry("proposed", 3)
                .containsEntry("not_wanted", 0.5);
        assertThat(calibration.ruleRows().get(1))
                .containsEntry("rule", "off-by-one")
                .containsEntry("not_wanted", null);
    }

    @Test
    void moreThanAPageOfTicketsIsRead() {
        stores.transactions().inOne(() -> {
            for (int i = 0; i < 1100; i++) {
                ticket(3, "null-guard", Status.APPLIED);
            }
        });
        assertThat(Calibration.of(stores.tally()).byRisk().get(3).merged()).isEqualTo(1100);
        assertThat(Proposed.newest(stores.backlog(), 1050)).hasSize(1050);
    }
}
