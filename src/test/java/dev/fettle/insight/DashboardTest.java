package dev.fettle.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Milestone;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formulas of docs/metrics.md, from a real backlog. */
class DashboardTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path folder;

    private Stores stores;
    private int tickets;

    @BeforeEach
    void aBacklog() {
        stores = Stores.open(folder, () -> NOW, text -> text);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void nothingIsKnownOfNothing() {
        assertThat(dashboard().json().values()).containsOnlyNulls();
    }

    @Test
    void aScoreOfOnePartIsNone() {
        several(4, Status.APPLIED, 3, null);
        several(2, Status.OPEN, 3, null);
        assertThat(dashboard().healthScore()).as("no part has five tickets").isNull();

        several(3, Status.OPEN, 40, null);
        assertThat(part("Fresh").share()).isEqualTo(new Share(2, 5));
        assertThat(dashboard().healthScore()).as("one part alone").isNull();

        several(1, Status.FAILED, 3, WaitingReason.ABSTAINED);
        assertThat(part("Resolved").share()).isEqualTo(new Share(4, 5));
        assertThat(dashboard().healthScore()).isCloseTo((80 + 40) / 2.0, within(1e-9));
    }

    @Test
    void whatBecameObsoleteIsNeitherResolvedNorLeft() {
        several(5, Status.APPLIED, 3, null);
        several(7, Status.FAILED, 3, WaitingReason.OBSOLETE);

        assertThat(part("Resolved").share()).isEqualTo(new Share(5, 5));
    }

    @Test
    void theTrendComparesTwoMonthsThatAreBothKnown() {
        several(3, Status.APPLIED, 5, null);
        several(2, Status.FAILED, 5, WaitingReason.ABSTAINED);
        several(1, Status.APPLIED, 45, null);
        several(3, Status.FAILED, 45, WaitingReason.ABSTAINED);
        assertThat(dashboard().qualityTrend()).isNull();

        several(1, Status.FAILED, 45, WaitingReason.ABSTAINED);
        assertThat(dashboard().qualityTrend()).isCloseTo(60 - 20, within(1e-9));
    }

    @Test
    void aChangeThatWasTakenBackDoesNotLast() {
        several(4, Status.APPLIED, 45, null);
        add(Status.APPLIED, 45, null, Map.of(Proposed.RISK, "3", Proposed.REVERTED, "by ann"));
        several(9, Status.APPLIED, 5, null);

        assertThat(part("Lasting").share()).isEqualTo(new Share(4, 5));
        Funnel funnel = Funnel.of(stores.tally(), NOW);
        assertThat(funnel.old().number()).isEqualTo(5);
        assertThat(funnel.lasting().number()).isEqualTo(4);
    }

    @Test
    void theVelocityOfAYoungBacklogIsOverItsOwnDays() {
        several(6, Status.APPLIED, 0, null);
        assertThat(dashboard().improvementVelocity()).as("at least a day").isEqualTo(6);

        several(1, Status.OPEN, 3, null);
        assertThat(dashboard().improvementVelocity()).isCloseTo(2, within(1e-9));
        several(1, Status.OPEN, 400, null);
        assertThat(dashboard().improvementVelocity()).isCloseTo(6 / 30.0, within(1e-9));
    }

    @Test
    void theFunnelNamesWhyTicketsGotNoFurther() {
        several(2, Status.OPEN, 1, null);
        several(1, Status.OPEN, 1, WaitingReason.NEEDS_APPROVAL);
        several(3, Status.IN_PROGRESS, 1, null);
        several(4, Status.APPLIED, 1, null);

        List<Funnel.Stage> stages = Funnel.of(stores.tally(), NOW).stages();

        Funnel.Stage made = stages.get(0);
        assertThat(made.reached().number()).isEqualTo(10);
        assertThat(made.onTheWay().number()).isEqualTo(2);
        assertThat(made.left()).hasSize(1);
        assertThat(made.left().get(0).reason()).isEqualTo(WaitingReason.NEEDS_APPROVAL.sentence());
        Funnel.Stage attempted = stages.get(Milestone.ATTEMPTED.ordinal());
        assertThat(attempted.reached().number()).isEqualTo(7);
        assertThat(attempted.onTheWay().number()).isEqualTo(3);
        assertThat(stages.get(Milestone.MERGED.ordinal()).reached().number()).isEqualTo(4);
    }

    @Test
    void weeksBeginOnMondaysAndTheLastIsThisOne() {
        several(3, Status.APPLIED, 1, null); // 2026-11-25, a Wednesday

        List<Weeks.Week> weeks = Weeks.of(stores.tally(), NOW);

        assertThat(weeks).hasSize(Weeks.SHOWN);
        Weeks.Week last = weeks.get(weeks.size() - 1);
        assertThat(last.monday()).hasToString("2026-11-23");
        assertThat(last.created().number()).isEqualTo(3);
        assertThat(last.merged().number()).isEqualTo(3);
        assertThat(weeks.subList(0, 12)).allMatch(week -> week.created().number() == 0);
    }

    private Dashboard dashboard() {
        return Dashboard.of(stores.tally(), NOW);
    }

    private HealthPart part(String name) {
        return dashboard().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void several(int count, Status status, int daysAgo, @Nullable WaitingReason waiting) {
        for (int i = 0; i < count; i++) {
            add(status, daysAgo, waiting, Map.of());
        }
    }

    /** A ticket that came, and ended where it did, so many days ago. */
    private void add(Status status, int daysAgo, @Nullable WaitingReason waiting, Map<String, String> metadata) {
        String id = "manual_" + ++tickets;
        Instant at = NOW.minus(Duration.ofDays(daysAgo));
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
                waiting,
                new HashMap<>(metadata),
                1,
                at,
                at);
        stores.backlog().add(ticket, same -> same, "seen");
    }
}
