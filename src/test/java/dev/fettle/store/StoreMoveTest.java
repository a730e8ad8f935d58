package dev.fettle.store;

import static dev.fettle.store.Samples.SHOP;
import static dev.fettle.store.Samples.delivery;
import static dev.fettle.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.intake.DeliveryLog.Acceptance;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.move.StoreMove;
import dev.fettle.store.postgres.Server;
import dev.fettle.store.sql.StoreException;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import dev.fettle.work.Worker.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation on an SQLite file goes on, with all that it had, on a PostgreSQL server. */
class StoreMoveTest {
    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Path old;
    private Server server;

    @BeforeEach
    void anInstallationThatHasWorked() {
        old = folder.resolve("old");
        server = PostgresServer.empty(folder);
        try (Stores stores = Stores.open(old, time, text -> text)) {
            stores.deliveries().accept(delivery("guid-1", "{\"n\":1}"));
            stores.deliveries().accept(delivery("guid-2", "{\"n\":2}"));
            stores.deliveries().settle("guid-1", "TICKET", "made a ticket");
            stores.backlog().add(ticket("t1"), t -> t, "seen");
            stores.backlog().addAttempt(new Attempt(0, "t1", 1, "b", "s", "{}", true, "", time.instant()));
            stores.backlog().addAttempt(new Attempt(0, "t1", 2, "b", "s", "{}", false, "no", time.instant()));
            stores.audit().record("alice", "approve", "t1", "looks right");
            stores.audit().record("bob", "reject", "t2", "no");
            stores.installations().add(1, List.of(SHOP));
            stores.intakeKeys().add(SHOP, IntakeSource.SENTRY);
            stores.memory().put("seen", "main", "abc");
            stores.queue().enqueue(new WorkItem(Kind.CYCLE, "7", "7", 50, time.instant()));
        }
    }

    @Test
    void everythingIsThereAndGoesOn() {
        List<StoreMove.Moved> moved = new StoreMove(old, server).run();

        assertThat(moved).extracting(StoreMove.Moved::table).contains("improvement_tickets", "work_items", "audit");
        assertThat(moved).allSatisfy(table -> assertThat(table.altered()).isZero());
        try (Stores stores = there()) {
            assertThat(stores.backlog().list(TicketFilter.ALL)).containsExactly(ticket("t1"));
            assertThat(stores.backlog().attempts("t1"))
                    .extracting(Attempt::success)
                    .containsExactly(true, false);
            assertThat(stores.backlog().history("t1")).hasSize(1);
            assertThat(stores.deliveries().find("guid-2").orElseThrow().body())
                    .isEqualTo("{\"n\":2}".getBytes(StandardCharsets.UTF_8));
            assertThat(stores.deliveries().settled("guid-1")).isTrue();
            assertThat(stores.deliveries().accept(delivery("guid-9", "{\"n\":1}")))
                    .as("what was seen before is known")
                    .isEqualTo(Acceptance.DUPLICATE);
            assertThat(stores.audit().intact()).isTrue();
            assertThat(stores.installations().of(SHOP)).contains(1L);
            assertThat(stores.intakeKeys().all()).hasSize(1);
            assertThat(stores.memory().get("seen", "main")).contains("abc");
            assertThat(worked(stores)).containsExactlyInAnyOrder("guid-1", "guid-2", "7");
        }
    }

    @Test
    void whatCountsByItselfCountsOn() {
        new StoreMove(old, server).run();

        try (Stores stores = there()) {
            long last = stores.backlog().attempts("t1").get(1).id();
            assertThat(stores.backlog()
                            .addAttempt(new Attempt(0, "t1", 3, "b", "s", "{}", true, "", time.instant()))
                            .id())
                    .isEqualTo(last + 1);
            stores.audit().record("carol", "approve", "t1", "");
            assertThat(stores.audit().intact()).isTrue();
        }
    }

    @Test
    void aDryRunCountsAndChangesNothing() {
        List<StoreMove.Moved> would = new StoreMove(old, server).dryRun();

        assertThat(would).contains(new StoreMove.Moved("improvement_attempts", 2, 0));
        assertThat(RawSql.ask(server.url(), "select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void aTargetThatHoldsSomethingIsRefusedAndLeftAlone() {
        new StoreMove(old, server).run();
        String before = RawSql.everything(server.url());

        assertThatThrownBy(() -> new StoreMove(old, server).run())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> new StoreMove(old, server).dryRun()).hasMessageContaining("is not empty");
        assertThat(RawSql.everything(server.url())).isEqualTo(before);
    }

    @Test
    void aMoveThatFailsHalfWayLeavesNothingBehind() {
        // A value that the target's column cannot hold, in the table that comes last.
        RawSql.run(old, "update work_items set priority = 99999999 where task_name = 'CYCLE'");

        assertThatThrownBy(() -> new StoreMove(old, server).run())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("work_items");
        assertThat(RawSql.ask(server.url(), "select count(*) from improvement_tickets"))
                .isEqualTo("0");
    }

    @Test
    void aRunningServerKeepsItsFile() {
        try (Stores running = Stores.open(old, time, text -> text)) {
            assertThatThrownBy(() -> new StoreMove(old, server).run())
                    .hasMessageStartingWith("Another Fettle is using");
            assertThat(new StoreMove(old, server).dryRun()).isNotEmpty();
            assertThat(running.backlog().find("t1")).isPresent();
        }
    }

    @Test
    void aTextThatPostgresqlCannotHoldIsAlteredAndCounted() {
        RawSql.run(old, "update improvement_tickets set title = 'a' || char(0) || 'b'");

        assertThat(new StoreMove(old, server).run()).contains(new StoreMove.Moved("improvement_tickets", 1, 1));
        try (Stores stores = there()) {
            assertThat(stores.backlog().find("t1").orElseThrow().title()).isEqualTo("a\uFFFDb");
        }
    }

    private Stores there() {
        Place place = Place.server(server, folder.resolve("new")).withKeyFile(old.resolve("delivery.key"));
        return Stores.open(place, time, text -> text, Reading.NOTHING);
    }

    private static List<String> worked(Stores stores) {
        List<String> done = new ArrayList<>();
        Worker worker = item -> {
            done.add(item.key());
            return new Result.Done();
        };
        stores.driveByHand(Map.of(Kind.TRIAGE, worker, Kind.CYCLE, worker)).runDue();
        return done;
    }
}
