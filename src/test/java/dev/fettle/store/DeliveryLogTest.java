package dev.fettle.store;

import static dev.fettle.store.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog.Acceptance;
import dev.fettle.intake.github.DeliveryAccount;
import dev.fettle.intake.github.DeliveryMeaning;
import dev.fettle.intake.github.DeliveryRepository;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The inbox: what is accepted is kept, once, and leads to work. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class DeliveryLogTest {
    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private final List<WorkItem> triaged = new ArrayList<>();
    private Stores stores;

    @BeforeEach
    void open() {
        stores = kind.open(folder, time);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aDeliveryIsKeptAsItCameAndTriagedOnce() {
        Delivery sent = delivery("guid-1", "{\"action\":\"labeled\"}");

        assertThat(stores.deliveries().accept(sent)).isEqualTo(Acceptance.STORED);

        Delivery found = stores.deliveries().find("guid-1").orElseThrow();
        assertThat(found.body()).isEqualTo(sent.body());
        assertThat(found).usingRecursiveComparison().isEqualTo(sent);
        assertThat(stores.deliveries().lastAccepted()).contains(SettableTime.START);
        assertThat(triage()).isEqualTo(1);
        assertThat(triaged).extracting(WorkItem::key).containsExactly("guid-1");
    }

    @Test
    void aRedeliveryWithTheSameIdIsADuplicate() {
        stores.deliveries().accept(delivery("guid-1", "{}"));

        assertThat(stores.deliveries().accept(delivery("guid-1", "{\"other\":1}")))
                .isEqualTo(Acceptance.DUPLICATE);

        assertThat(stores.deliveries().recent(10)).hasSize(1);
        assertThat(triage()).isEqualTo(1);
    }

    @Test
    void aReplayedBodyUnderANewIdIsADuplicateForThirtyDays() {
        stores.deliveries().accept(delivery("guid-1", "{\"n\":1}"));

        Duration later = Duration.ofDays(29);
        assertThat(stores.deliveries().accept(delivery("guid-2", "{\"n\":1}", SettableTime.START.plus(later))))
                .isEqualTo(Acceptance.DUPLICATE);
        assertThat(stores.deliveries().find("guid-2")).isEmpty();
        assertThat(triage()).isEqualTo(1);

        later = Duration.ofDays(31);
        assertThat(stores.deliveries().accept(delivery("guid-3", "{\"n\":1}", SettableTime.START.plus(later))))
                .isEqualTo(Acceptance.STORED);
    }

    @Test
    void twoDeliveriesThatMeanTheSameAreOneWithinTenMinutes() {
        stores.close();
        stores = Stores.open(
                kind.place(folder),
                time,
                text -> text,
                new Reading(any -> Optional.of("acme/shop#4 synchronize 1234567"), any -> "", any -> ""));

        assertThat(stores.deliveries().accept(delivery("guid-1", "{\"at\":1}"))).isEqualTo(Acceptance.STORED);
        assertThat(stores.deliveries().accept(delivery("guid-2", "{\"at\":2}"))).isEqualTo(Acceptance.DUPLICATE);
        assertThat(stores.deliveries()
                        .accept(delivery("guid-3", "{\"at\":3}", SettableTime.START.plus(Duration.ofMinutes(11)))))
                .isEqualTo(Acceptance.STORED);
        assertThat(triage()).isEqualTo(2);
    }

    @Test
    void theSameIdAThousandTimesAtOnceIsOneRow() throws Exception {
        List<Acceptance> answers = atOnce(64, 1_000, i -> delivery("guid-1", "{\"attempt\":" + i + "}"));

        assertThat(answers).filteredOn(Acceptance.STORED::equals).hasSize(1);
        assertThat(stores.deliveries().recent(10)).hasSize(1);
        assertThat(triage()).isEqualTo(1);
    }

    @Test
    void sixtyFourThreadsShareCommitsAndNothingIsLost() throws Exception {
        List<Acceptance> answers = atOnce(64, 2_000, i -> delivery("guid-" + i, "{\"n\":" + i + "}"));

        assertThat(answers).hasSize(2_000).containsOnly(Acceptance.STORED);
        assertThat(stores.deliveries().recent(5_000)).hasSize(2_000);
        assertThat(triage()).isEqualTo(2_000);
    }

    /** Signed, and yet nothing that a database takes, or that an index holds. */
    @Test
    void whoeverABodyNamesItIsKept() {
        stores.close();
        stores = Stores.open(
                kind.place(folder),
                time,
                text -> text,
                new Reading(new DeliveryMeaning()::of, DeliveryAccount::of, DeliveryRepository::keyOf));
        // Random, as an index shortens what repeats itself.
        String letters = new Random(6)
                .ints(100_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (String body : List.of(
                "{'installation':{'id':'\\u0000'}}",
                "{'installation':{'id':'" + letters + "'}}",
                "{'installation':{'id':1e400},'repository':{'id':-1e999999999,'full_name':'\\ud800/x'}}",
                "{'repository':{'full_name':'\\u0000/shop'}}",
                "{'repository':{'id':'" + letters + "','full_name':'" + letters + "/shop'}}")) {
            String id = "guid-" + stores.deliveries().recent(10).size();

            assertThat(stores.deliveries().accept(delivery(id, body.replace('\'', '"'))))
                    .as(body.substring(0, 30))
                    .isEqualTo(Acceptance.STORED);
        }
        assertThat(triage()).isEqualTo(5);
    }

    @Test
    void whatBecameOfADeliveryIsShown() {
        stores.deliveries().accept(delivery("guid-1", "{}"));

        stores.deliveries().settle("guid-1", "IGNORED", "Nothing is to be done.");

        assertThat(stores.deliveries().recent(1)).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("IGNORED");
            assertThat(entry.detail()).isEqualTo("Nothing is to be done.");
        });
    }

    @Test
    void bodiesLieEncryptedAndOldOnesAreForgotten() throws Exception {
        stores.deliveries().accept(delivery("guid-1", "{\"secret\":\"canary-in-a-body\"}"));
        stores.deliveries().settle("guid-1", "TICKET", "made a ticket");
        stores.deliveries().accept(delivery("guid-2", "{\"secret\":\"still-waiting\"}"));

        assertThat(kind.stored(folder))
                .contains("guid-1")
                .doesNotContain("canary-in-a-body")
                .doesNotContain("still-waiting");
        assertThat(stores.pruneBodies(SettableTime.START.plusSeconds(1))).isEqualTo(1);
        assertThat(stores.deliveries().find("guid-1").orElseThrow().body()).isEmpty();
        assertThat(stores.deliveries().find("guid-2").orElseThrow().body()).isNotEmpty();
    }

    @Test
    void whenTooManyWaitFurtherOnesAreSentAwayAndNotKept() {
        stores.close();
        stores = Stores.open(
                kind.place(folder),
                time,
                text -> text,
                new Reading(any -> Optional.empty(), any -> "", any -> "", 2, 10));
        stores.deliveries().accept(delivery("guid-1", "{\"n\":1}"));
        stores.deliveries().accept(delivery("guid-2", "{\"n\":2}"));
        stores.close();
        stores = Stores.open(
                kind.place(folder),
                time,
                text -> text,
                new Reading(any -> Optional.empty(), any -> "", any -> "", 2, 10));

        assertThat(stores.deliveries().accept(delivery("guid-3", "{\"n\":3}"))).isEqualTo(Acceptance.FULL);
        assertThat(stores.deliveries().find("guid-3")).isEmpty();

        assertThat(triage()).isEqualTo(2);
        stores.close();
        open();
        assertThat(stores.deliveries().accept(delivery("guid-3", "{\"n\":3}"))).isEqualTo(Acceptance.STORED);
    }

    private int triage() {
        Worker worker = item -> {
            triaged.add(item);
            return new Worker.Result.Done();
        };
        return stores.driveByHand(Map.of(Kind.TRIAGE, worker)).runDue();
    }

    private List<Acceptance> atOnce(int threads, int times, java.util.function.IntFunction<Delivery> make)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Acceptance>> calls = IntStream.range(0, times)
                    .<Callable<Acceptance>>mapToObj(
                            i -> () -> stores.deliveries().accept(make.apply(i)))
                    .toList();
            List<Acceptance> answers = new ArrayList<>();
            for (Future<Acceptance> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }
}
