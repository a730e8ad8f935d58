package dev.fettle.store;

import static dev.fettle.store.Samples.BANK;
import static dev.fettle.store.Samples.SHOP;
import static dev.fettle.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.insight.StatusReport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The mission's status, counted from real tables. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class StatusReportTest {
    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();

    @Test
    void anEmptyBacklogKnowsNoSuccessRate() {
        try (Stores stores = kind.open(folder, time)) {
            assertThat(StatusReport.of(stores.counts(), time.instant(), "").json())
                    .hasToString(
                            "{\"total_tickets\":0,\"ready_for_review\":0,\"in_progress\":0,"
                                    + "\"by_status\":{\"open\":0,\"in_progress\":0,\"testing\":0,\"ready\":0,\"applied\":0,\"failed\":0,"
                                    + "\"rejected\":0},\"by_priority\":{\"low\":0,\"medium\":0,\"high\":0,\"critical\":0},"
                                    + "\"category_distribution\":{\"bug_fix\":0,\"performance\":0,\"feature\":0,\"refactor\":0},"
                                    + "\"risk_distribution\":{\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":0,"
                                    + "\"10\":0},\"ticket_creation_rate\":{\"last_hour\":0,\"last_day\":0},"
                                    + "\"resolution_rate\":{\"last_hour\":0,\"last_day\":0},\"attempts\":0,\"success_rate\":null}");
        }
    }

    @Test
    void whatHappenedIsCounted() {
        try (Stores stores = kind.open(folder, time)) {
            var backlog = stores.backlog();
            backlog.add(ticket("old"), t -> t, "seen");
            time.pass(Duration.ofHours(20));
            backlog.update("old", t -> t.withStatus(Status.APPLIED, null), "merged");
            time.pass(Duration.ofHours(5));
            for (String id : new String[] {"a", "b", "c"}) {
                backlog.add(ticket(id, SHOP, Priority.LOW, 2, 2, time.instant()), t -> t, "seen");
            }
            backlog.add(ticket("d", BANK, Priority.CRITICAL, 9, 2, time.instant()), t -> t, "seen");
            backlog.update("a", t -> t.withStatus(Status.IN_PROGRESS, null), "cycle");
            backlog.update("b", t -> t.withStatus(Status.TESTING, null), "cycle");
            backlog.update("c", t -> t.withStatus(Status.READY, null), "proposed");
            backlog.addAttempt(new Attempt(0, "a", 1, "x", "", "{}", false, "no", time.instant()));
            backlog.addAttempt(new Attempt(0, "c", 1, "x", "", "{}", true, "", time.instant()));
            backlog.addAttempt(new Attempt(0, "d", 1, "x", "", "{}", true, "", time.instant()));

            StatusReport all = StatusReport.of(stores.counts(), time.instant(), "");
            assertThat(all.totalTickets()).isEqualTo(5);
            assertThat(all.inProgress()).isEqualTo(2);
            assertThat(all.readyForReview()).isEqualTo(1);
            assertThat(all.created()).isEqualTo(new StatusReport.Rate(4, 4));
            assertThat(all.resolved()).isEqualTo(new StatusReport.Rate(0, 1));
            assertThat(all.successRate()).hasValue(2.0 / 3);
            assertThat(all.byRisk()).containsEntry(2, 3).containsEntry(4, 1).containsEntry(9, 1);
            assertThat(all.byPriority()).containsEntry(Priority.CRITICAL, 1);

            StatusReport bank = StatusReport.of(stores.counts(), time.instant(), BANK.key());
            assertThat(bank.totalTickets()).isEqualTo(1);
            assertThat(bank.attempts()).isEqualTo(1);
            assertThat(bank.resolved()).isEqualTo(new StatusReport.Rate(0, 0));
        }
    }
}
