package dev.fettle.store;

import static dev.fettle.store.Samples.BANK;
import static dev.fettle.store.Samples.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportLog;
import dev.fettle.intake.ReportLog.Acceptance;
import dev.fettle.intake.ReportLog.Pending;
import dev.fettle.intake.Signal;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports wait as one row for each failure, counted exactly, in the order in which they came last. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class ReportLogTest {
    private static final Instant START = SettableTime.START;

    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Stores stores;
    private ReportLog reports;

    @BeforeEach
    void open() {
        stores = kind.open(folder, time);
        reports = stores.reports();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static Report exception(RepositoryRef repository, String type, Instant at, int count) {
        return Report.of(new Signal.ExceptionSeen(repository, at, type, "", null, List.of(), count));
    }

    private static Signal slow(Instant at) {
        return new Signal.AnomalySeen(SHOP, at, "latency_ms", 9, 5, "high", List.of());
    }

    private Acceptance accept(Report... some) {
        return reports.accept(IntakeSource.EXCEPTIONS, List.of(some));
    }

    private List<Pending> take() {
        return reports.take(SHOP.key(), time.instant(), 100);
    }

    @Test
    void whatIsReportedComesOutAsItWent() {
        StackTrace cause = new StackTrace(
                Language.JAVA, "java.io.IOException", "broken", List.of(new Frame("a.B", "c", "B.java", 7)), List.of());
        Signal seen = new Signal.ExceptionSeen(
                SHOP,
                START,
                "java.io.IOException",
                "broken",
                new StackTrace(Language.JAVA, "a.Wrapped", "", List.of(new Frame("a.D", "e", "", 0)), List.of(cause)),
                List.of("src/B.java"),
                3);
        Signal measured = new Signal.AnomalySeen(SHOP, START, "cpu", 0.93, 0.8, "low", List.of("a.py"), 2);
        Signal said = new Signal.FeedbackGiven(SHOP, START, "Too slow — „sehr“ 🐌", "negative", 4);
        accept(Report.of(seen), Report.of(measured), Report.of(said));

        assertThat(take()).extracting(pending -> pending.report().signal()).containsExactly(seen, measured, said);
    }

    @Test
    void theSameFailureIsOneRowWithCountFirstAndLastTime() {
        accept(exception(SHOP, "E", START.plusSeconds(5), 2), exception(SHOP, "E", START, 1));
        accept(exception(SHOP, "E", START.plusSeconds(9), 4));
        accept(exception(BANK, "E", START, 1));

        assertThat(reports.waiting(SHOP.key())).isEqualTo(1);
        assertThat(take()).singleElement().satisfies(pending -> {
            Signal signal = pending.report().signal();
            assertThat(signal.count()).isEqualTo(7);
            assertThat(signal.firstSeenAt()).isEqualTo(START);
            assertThat(signal.seenAt()).isEqualTo(START.plusSeconds(9));
        });
        assertThat(reports.waiting(BANK.key())).isEqualTo(1);
    }

    @Test
    void whatIsTakenIsGoneAndWhatComesAfterwardsCountsAnew() {
        accept(exception(SHOP, "E", START, 2));
        assertThat(take()).hasSize(1);
        assertThat(take()).isEmpty();
        accept(exception(SHOP, "E", START, 1));

        assertThat(take())
                .singleElement()
                .extracting(p -> p.report().signal().count())
                .isEqualTo(1);
    }

    @Test
    void whatIsTakenInATransactionThatFailsIsStillThere() {
        accept(exception(SHOP, "E", START, 2));
        assertThatThrownBy(() -> stores.transactions().inOne(() -> {
                    assertThat(take()).hasSize(1);
                    throw new IllegalStateException("a mistake of ours");
                }))
                .hasMessage("a mistake of ours");

        assertThat(take())
                .singleElement()
                .extracting(p -> p.report().signal().count())
                .isEqualTo(2);
    }

    @Test
    void thatItIsOverIsToldInTheOrderInWhichItCame() {
        accept(Report.of(slow(START)));
        accept(new Report(slow(START), true));
        accept(Report.of(slow(START)));

        assertThat(take()).extracting(p -> p.report().isOver()).containsExactly(true, false);
    }

    @Test
    void whatIsPutOffWaitsForItsTimeAndIsCountedMeanwhile() {
        accept(exception(SHOP, "E", START, 2));
        stores.transactions()
                .inOne(() -> take().forEach(pending -> reports.defer(pending, START.plus(Duration.ofHours(1)))));
        assertThat(take()).isEmpty();
        accept(exception(SHOP, "E", START, 3));
        assertThat(take()).isEmpty();

        time.pass(Duration.ofHours(1));
        assertThat(take())
                .singleElement()
                .extracting(p -> p.report().signal().count())
                .isEqualTo(5);
    }

    @Test
    void aFloodOfNewsIsTurnedAwayAsAWholeAndWhatIsKnownIsCountedOn() {
        Report[] many = IntStream.range(0, IntakeLimits.DEFAULT.failuresWaiting())
                .mapToObj(i -> exception(SHOP, "E" + Integer.toString(i, 36), START, 1))
                .toArray(Report[]::new);
        assertThat(accept(many)).isEqualTo(Acceptance.STORED);

        assertThat(accept(many[0], exception(SHOP, "News", START, 1))).isEqualTo(Acceptance.FULL);
        assertThat(accept(many[0])).isEqualTo(Acceptance.STORED);
        assertThat(accept(exception(BANK, "News", START, 1))).isEqualTo(Acceptance.STORED);
        assertThat(reports.waiting(SHOP.key())).isEqualTo(IntakeLimits.DEFAULT.failuresWaiting());
        List<Pending> all =
                new ArrayList<>(reports.take(SHOP.key(), time.instant(), IntakeLimits.DEFAULT.failuresWaiting()));
        assertThat(all.get(all.size() - 1).report().signal().count()).isEqualTo(2);
    }

    @Test
    void itsWorkIsQueuedOnceForARepository() {
        accept(exception(SHOP, "E", START, 1), exception(SHOP, "F", START, 1));
        accept(exception(SHOP, "E", START, 1));
        List<String> worked = new ArrayList<>();
        time.pass(ReportTable.FOLDING);
        stores.driveByHand(Map.of(Kind.REPORTS, item -> {
                    worked.add(item.key());
                    return new Worker.Result.Done();
                }))
                .runDue();

        assertThat(worked).containsExactly(SHOP.key());
    }

    @Test
    void whatWaitsIsThereAfterARestart() {
        accept(exception(SHOP, "E", START, 6));
        stores.close();
        open();

        assertThat(reports.repository(SHOP.key())).contains(SHOP);
        assertThat(take())
                .singleElement()
                .extracting(p -> p.report().signal().count())
                .isEqualTo(6);
    }
}
