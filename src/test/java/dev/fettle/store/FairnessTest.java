package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Delivery;
import dev.fettle.store.jobs.HandDriven;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose turn it is when many want the same workers. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class FairnessTest {
    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private final List<String> done = new ArrayList<>();
    private Stores stores;
    private HandDriven worker;

    @BeforeEach
    void open() {
        Reading byName = new Reading(delivery -> Optional.empty(), FairnessTest::account, delivery -> "");
        stores = Stores.open(kind.place(folder), time, text -> text, byName);
        worker = stores.driveByHand(Map.of(Kind.TRIAGE, this::note, Kind.CYCLE, this::note, Kind.REVIEW, this::note));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aFloodOfOneAccountDoesNotKeepAnotherWaiting() {
        arrive("flood", 1, 30);
        assertThat(worker.runOne()).isTrue();
        arrive("small", 1, 2);
        arrive("flood", 31, 40);
        worker.runDue();

        assertThat(done).hasSize(42);
        assertThat(done.indexOf("small-1")).isBetween(1, 3);
        assertThat(done.indexOf("small-2")).isBetween(3, 6);
        assertThat(done).containsSubsequence("flood-1", "flood-2", "flood-30", "flood-31", "flood-40");
    }

    @Test
    void whoComesLaterIsNotServedBeforeThoseWhoWaitAlready() {
        arrive("first", 1, 10);
        for (int i = 0; i < 5; i++) {
            assertThat(worker.runOne()).isTrue();
        }
        arrive("second", 1, 10);
        for (int i = 0; i < 7; i++) {
            assertThat(worker.runOne()).isTrue();
        }

        assertThat(done.subList(5, 12).stream().filter(key -> key.startsWith("first")))
                .as("they take turns, though the second has had nothing yet")
                .hasSize(4);
    }

    @Test
    void moreUrgentWorkGoesFirstWhoseeverItIs() {
        arrive("flood", 1, 5);
        stores.queue().enqueue(new WorkItem(Kind.CYCLE, "urgent", "", 90, time.instant()));

        assertThat(worker.runOne()).isTrue();
        assertThat(done).containsExactly("urgent");
    }

    @Test
    void allRepositoriesOfOneInstallationHaveOneTurnTogether() {
        stores.installations()
                .add(1, List.of(new RepositoryRef(11, "flood", "a"), new RepositoryRef(12, "flood", "b")));
        stores.installations().add(2, List.of(new RepositoryRef(21, "small", "c")));
        for (String pull : List.of("11 flood/a", "12 flood/b", "21 small/c")) {
            for (int i = 1; i <= 3; i++) {
                stores.queue().enqueue(new WorkItem(Kind.REVIEW, pull + " " + i + " head", "", 40, time.instant()));
            }
        }
        worker.runDue();

        assertThat(done).hasSize(9);
        assertThat(done.subList(0, 7)).contains("21 small/c 1 head", "21 small/c 2 head", "21 small/c 3 head");
    }

    private void arrive(String account, int from, int to) {
        for (int i = from; i <= to; i++) {
            String id = account + "-" + i;
            stores.deliveries().accept(Samples.delivery(id, "{\"id\":\"" + id + "\"}"));
        }
    }

    private static String account(Delivery delivery) {
        return delivery.id().substring(0, delivery.id().indexOf('-'));
    }

    private Result note(WorkItem item) {
        done.add(item.key());
        return new Result.Done();
    }
}
