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
import dev.fettle.intake.Signal;
import dev.fettle.store.Stores;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker.Result;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One report that makes the loop fail each time does not keep the others from becoming tickets. */
class ReportPoisonTest {
    private static final Instant SEEN = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
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

    @Test
    void itIsKeptForAnotherDayAndTheOthersGoOn() {
        LocalForge forge =
                new LocalForge(folder.resolve("forge"), new Identity("fettle[bot]", 1, 0), "http://forge", clock);
        RepositoryRef shop = new LocalForgeWorld(forge)
                .createRepository("ann", "shop", Samples.green())
                .ref();
        try (Stores stores = Stores.open(folder.resolve("data"), clock, text -> text)) {
            Backlog backlog = backlog(stores.backlog());
            ReportTriage triage = new ReportTriage(
                    stores.reports(),
                    stores.intakeKeys(),
                    forge,
                    new SettingsSource(
                            forge, new RepositoryFile(RepositorySettings.DEFAULT), RepositorySettings.DEFAULT),
                    new Intaking(
                            backlog,
                            new TicketDrafts(clock),
                            stores.queue(),
                            stores.outbox(),
                            new Breaker(stores.memory(), clock),
                            text -> text,
                            stores.memory(),
                            clock),
                    backlog,
                    stores.outbox(),
                    stores.memory(),
                    stores.transactions(),
                    IntakeLimits.DEFAULT.newTicketsPerDay(),
                    clock);
            var unused = stores.reports()
                    .accept(
                            IntakeSource.EXCEPTIONS,
                            List.of(
                                    exception(shop, "FirstError"),
                                    exception(shop, "PoisonError"),
                                    exception(shop, "LastError")));
            WorkItem work = new WorkItem(WorkItem.Kind.REPORTS, shop.key(), "", 60, clock.instant());

            assertThat(triage.work(work)).isInstanceOf(Result.Later.class);
            assertThat(stores.backlog().list(TicketFilter.ALL))
                    .extracting(Ticket::title)
                    .containsExactlyInAnyOrder("Fix FirstError", "Fix LastError");
            assertThat(stores.reports().waiting(shop.key())).isEqualTo(1);

            poisonous = false;
            clock.pass(Duration.ofDays(1));
            assertThat(triage.work(work)).isInstanceOf(Result.Done.class);
            assertThat(stores.backlog().list(TicketFilter.ALL))
                    .extracting(Ticket::title, Ticket::count)
                    .contains(org.assertj.core.groups.Tuple.tuple("Fix PoisonError", 2));
        }
    }
}
