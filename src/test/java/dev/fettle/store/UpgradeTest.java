package dev.fettle.store;

import static dev.fettle.store.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A Fettle of an earlier version was stopped in the middle of its work; this one goes on with it. */
class UpgradeTest {
    private static final List<String> HOLDING_WORK =
            List.of("memory", "improvement_tickets", "ticket_history", "deliveries", "work_items");

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();

    @TestFactory
    Stream<DynamicTest> workInFlightGoesOnAfterAnUpgradeFromAnyVersion() {
        return versions().stream()
                .map(version -> DynamicTest.dynamicTest("from version " + version, () -> upgradedFrom(version)));
    }

    private void upgradedFrom(String version) throws Exception {
        Path now = folder.resolve("now-" + version);
        try (Stores stores = Stores.open(now, time, text -> text)) {
            stores.backlog().add(Samples.ticket("t1").withMetadata("issue", "7"), t -> t, "seen");
            stores.backlog().update("t1", t -> t.withStatus(Status.IN_PROGRESS, null), "begun");
            stores.queue().enqueue(new WorkItem(Kind.CYCLE, "shop", "shop", 50, time.instant()));
            stores.deliveries().accept(delivery("guid-1", "{\"n\":1}"));
        }
        Path old = Files.createDirectories(folder.resolve("old-" + version));
        flyway(old, version).migrate();
        copyRows(now, old);
        Files.copy(now.resolve("delivery.key"), old.resolve("delivery.key"));

        List<String> done = new ArrayList<>();
        try (Stores stores = Stores.open(old, time, text -> text)) {
            Worker worker = item -> {
                done.add(item.kind() + " " + item.key());
                return new Worker.Result.Done();
            };
            stores.driveByHand(Map.of(Kind.CYCLE, worker, Kind.TRIAGE, worker)).runDue();

            assertThat(done).containsExactlyInAnyOrder("CYCLE shop", "TRIAGE guid-1");
            assertThat(stores.backlog().find("t1"))
                    .hasValueSatisfying(ticket -> assertThat(ticket.status()).isEqualTo(Status.IN_PROGRESS));
            assertThat(stores.backlog().list(TicketFilter.where(Condition.equal(Facet.ISSUE, "7"))))
                    .as("it is found by its issue")
                    .hasSize(1);
            assertThat(stores.deliveries().find("guid-1")).isPresent();
            stores.audit().record("somebody", "upgrade", "t1", "from " + version);
        }
    }

    private List<String> versions() {
        return Arrays.stream(flyway(folder, "latest").info().all())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .toList();
    }

    private static Flyway flyway(Path data, String target) {
        return Flyway.configure()
                .dataSource("jdbc:sqlite:" + data.resolve("fettle.db"), null, null)
                .locations("classpath:db/migration")
                .placeholders(Map.of("id", "INTEGER PRIMARY KEY AUTOINCREMENT", "blob", "BLOB"))
                .table("schema_history")
                .target(target)
                .load();
    }

    private static void copyRows(Path from, Path to) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + to.resolve("fettle.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("attach '" + from.resolve("fettle.db") + "' as other");
            for (String table : HOLDING_WORK) {
                List<String> columns = new ArrayList<>();
                try (var rows = statement.executeQuery("select name from pragma_table_info('" + table + "')")) {
                    while (rows.next()) {
                        columns.add(rows.getString(1));
                    }
                }
                String list = String.join(", ", columns);
                statement.execute(
                        "insert into main." + table + "(" + list + ") select " + list + " from other." + table);
            }
        }
    }
}
