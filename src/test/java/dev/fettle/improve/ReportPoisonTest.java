package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Identity;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.improve.kit.HandClock;
import dev.fettle.improve.kit.Samples;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportLog.Acceptance;
import dev.fettle.intake.Signal;
import dev.fettle.store.Stores;
import dev.fettle.store.jobs.HandDriven;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker.Result;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One report that makes the loop fail each time does not keep the others from becoming tickets. */
class ReportPoisonTest {
    private static final Instant SEEN = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    Path folder;

    /** Longer than reports are folded. */
    private static final Duration A_LITTLE = Duration.ofSeconds(3);

    private final HandClock clock = new HandClock();
    private LocalForge forge;
    private RepositoryRef shop;
    private Stores stores;
    private boolean poisonous = true;

    /** The backlog, in which one ticket cannot be added as long as something of ours is wrong. */
    private Backlog backlog(Backlog real) {
        return (Backlog) Proxy.newProxyInstance(
                Backlog.class.getClassLoader(), new Class<?>[] {Backlog.class}, (self, method, arguments) -> {
                    boolean bad = method.getName().equals("add")
                            && ((Ticket) arguments[0]).title().contains("PoisonError");
                    if (bad && poisonous) {
                        throw new IllegalStateException("a mistake of ours");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Report exception(RepositoryRef repository, String type) {
        return Report.of(new Signal.ExceptionSeen(repository, SEEN, type, "", null, List.of(), 2));
    }

    @BeforeEach
    void open() {
        forge = new LocalForge(folder.resolve("forge"), new Identity("fettle[bot]", 1, 0), "http://forge", clock);
        shop = new LocalForgeWorld(forge)
                .createRepository("ann", "shop", Samples.green())
                .ref();
        stores = Stores.open(folder.resolve("data"), clock, text -> text);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void itIsKeptForAnotherDayAndTheOthersGoOn() {
        report("FirstError", "PoisonError", "LastError");
        HandDriven worker = stores.driveByHand(Map.of(Kind.REPORTS, triage()));

        clock.pass(A_LITTLE);
        worker.runDue();
        assertThat(titles()).containsExactlyInAnyOrder("Fix FirstError", "Fix LastError");
        assertThat(stores.reports().waiting(shop.key())).isEqualTo(1);

        poisonous = false;
        worker.runDue();
        assertThat(titles()).hasSize(2);

        clock.pass(Duration.ofDays(1));
        worker.runDue();
        assertThat(stores.backlog().list(TicketFilter.ALL))
                .extracting(Ticket::title, Ticket::count)
                .contains(org.assertj.core.groups.Tuple.tuple("Fix PoisonError", 2));
    }

    @Test
    void whatComesInWhileOthersAreTakenDoesNotWaitForTomorrowWithWhatHasTo() {
        report("FirstError", "PoisonError");
        ReportTriage triage = triage();
        AtomicBoolean first = new AtomicBoolean(true);
        HandDriven worker = stores.driveByHand(Map.of(Kind.REPORTS, item -> {
            Result result = triage.work(item);
            if (first.getAndSet(false)) {
                report("LateError");
            }
            return result;
        }));
        clock.pass(A_LITTLE);
        worker.runDue();

        clock.pass(A_LITTLE);
        worker.runDue();

        assertThat(titles()).containsExactlyInAnyOrder("Fix FirstError", "Fix LateError");
        assertThat(stores.reports().waiting(shop.key())).isEqualTo(1);
    }

    private void report(String... types) {
        assertThat(stores.reports()
                        .accept(
                                IntakeSource.EXCEPTIONS,
                                Stream.of(types)
                                        .map(type -> exception(shop, type))
                                        .toList()))
                .isEqualTo(Acceptance.STORED);
    }

    private List<String> titles() {
        return stores.backlog().list(TicketFilter.ALL).stream()
                .map(Ticket::title)
                .toList();
    }

    private ReportTriage triage() {
        Backlog backlog = backlog(stores.backlog());
        return new ReportTriage(
                stores.reports(),
                stores.intakeKeys(),
                forge,
                new SettingsSource(forge, new RepositoryFile(RepositorySettings.DEFAULT), RepositorySettings.DEFAULT),
                new Intaking(
                        backlog,
                        new TicketDrafts(clock),
                        KnownTrees.NONE,
                        stores.queue(),
                        stores.outbox(),
                        new Breaker(stores.memory(), clock),
                        text -> text,
                        stores.memory(),
                        new Queueing(backlog),
                        clock),
                backlog,
                stores.outbox(),
                stores.memory(),
                stores.transactions(),
                IntakeLimits.DEFAULT.newTicketsPerDay(),
                clock);
    }
}
