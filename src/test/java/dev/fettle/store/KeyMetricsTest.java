package dev.fettle.store;

import static dev.fettle.store.Samples.BANK;
import static dev.fettle.store.Samples.SHOP;
import static dev.fettle.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.insight.KeyMetrics;
import dev.fettle.insight.Share;
import dev.fettle.insight.StatusCounts;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The mission's status and key metrics, counted from real tables. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class KeyMetricsTest {
    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();

    @Test
    void anEmptyBacklogKnowsNoSuccessRate() {
        try (Stores stores = kind.open(folder, time)) {
            assertThat(StatusCounts.of(stores.tally(), TicketFilter.ALL).json())
                    .hasToString("{\"total_tickets\":0,\"ready_for_review\":0,\"in_progress\":0,"
                            + "\"by_status\":{\"open\":0,\"in_progress\":0,\"testing\":0,\"ready\":0,\"applied\":0,\"failed\":0,"
                            + "\"rejected\":0}}");
            assertThat(KeyMetrics.of(stores.tally(), time.instant()).json())
                    .hasToString("{\"ticket_creation_rate\":{\"last_hour\":0,\"last_day\":0},"
                            + "\"resolution_rate\":{\"last_hour\":0,\"last_day\":0},\"attempts\":0,\"success_rate\":null,"
                            + "\"risk_distribution\":{\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":0,"
                            + "\"10\":0},\"category_distribution\":{}}");
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

            StatusCounts all = StatusCounts.of(stores.tally(), TicketFilter.ALL);
            assertThat(all.total()).isEqualTo(5);
            assertThat(all.inProgress()).isEqualTo(2);
            assertThat(all.readyForReview()).isEqualTo(1);
            TicketFilter bank = TicketFilter.where(Condition.equal(Facet.REPOSITORY, BANK.key()));
            assertThat(StatusCounts.of(stores.tally(), bank).byStatus())
                    .containsEntry(Status.OPEN, 1)
                    .containsEntry(Status.APPLIED, 0);

            KeyMetrics metrics = KeyMetrics.of(stores.tally(), time.instant());
            assertThat(metrics.createdHour().number()).isEqualTo(4);
            assertThat(metrics.createdDay().number()).isEqualTo(4);
            assertThat(metrics.resolvedHour().number()).isZero();
            assertThat(metrics.resolvedDay().number()).isEqualTo(1);
            assertThat(metrics.success()).isEqualTo(new Share(2, 3));
            assertThat(metrics.json().get("risk_distribution"))
                    .hasToString("{\"1\":0,\"2\":3,\"3\":0,\"4\":1,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":1,\"10\":0}");
            assertThat(metrics.json().get("success_rate").doubleValue()).isEqualTo(2.0 / 3, within(1e-9));
        }
    }
}
