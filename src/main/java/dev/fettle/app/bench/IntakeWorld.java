package dev.fettle.app.bench;

import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Identity;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.improve.Breaker;
import dev.fettle.improve.Intaking;
import dev.fettle.improve.KnownTrees;
import dev.fettle.improve.Queueing;
import dev.fettle.improve.ReportTriage;
import dev.fettle.improve.SettingsSource;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.ReportReader;
import dev.fettle.intake.github.DeliveryBody;
import dev.fettle.store.Stores;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.web.Figures;
import dev.fettle.web.IntakeParts;
import dev.fettle.web.ProgramParts;
import dev.fettle.web.WebParts;
import dev.fettle.web.WebServer;
import dev.fettle.web.WebSettings;
import dev.fettle.work.WorkItem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A server that takes reports and makes tickets of them, with one repository, in a folder that goes when it is closed. Nothing is repaired. */
public final class IntakeWorld implements AutoCloseable {
    private static final String NAME = "bench/shop";

    private final Path folder;
    private final InstantSource clock = InstantSource.system();
    private final Stores stores;
    private final WorkerPool pool;
    private final WebServer server;
    private final RepositoryRef repository;

    /** @param readers of all formats */
    public IntakeWorld(Path folder, Function<Redactor, Map<IntakeSource, ReportReader>> readers) {
        this.folder = folder;
        LocalForge forge =
                new LocalForge(folder.resolve("forge"), new Identity("fettle[bot]", 1, 1), "http://localhost", clock);
        RepositoryRef named = RepositoryRef.parse(NAME);
        this.repository = new LocalForgeWorld(forge)
                .createRepository(named.owner(), named.name(), Map.of("README.md", "For the bench.\n"))
                .ref();
        Redactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);
        this.stores = Stores.open(folder.resolve("data"), clock, redactor);
        ReportTriage triage = new ReportTriage(
                stores.reports(),
                stores.intakeKeys(),
                forge,
                new SettingsSource(forge, yaml -> RepositorySettings.DEFAULT, RepositorySettings.DEFAULT),
                new Intaking(
                        stores.backlog(),
                        new TicketDrafts(clock),
                        KnownTrees.NONE,
                        stores.queue(),
                        stores.outbox(),
                        new Breaker(stores.memory(), clock),
                        redactor,
                        stores.memory(),
                        new Queueing(stores.backlog()),
                        clock),
                stores.backlog(),
                stores.outbox(),
                stores.memory(),
                stores.transactions(),
                IntakeLimits.DEFAULT.newTicketsPerDay(),
                clock);
        this.pool = stores.startWorkers(Map.of(Kind.REPORTS, triage), WorkerPool.Size.DEFAULT);
        this.server = WebServer.of(
                WebSettings.on("127.0.0.1", 0),
                new WebParts(
                        List::of,
                        DeliveryBody::json,
                        stores.deliveries(),
                        new IntakeParts(
                                stores.intakeKeys(),
                                stores.reports(),
                                readers.apply(redactor),
                                (ref, source) -> Optional.empty(),
                                IntakeLimits.DEFAULT),
                        stores.backlog(),
                        new ProgramParts(
                                new TicketVerbs(
                                        stores.backlog(),
                                        stores.audit(),
                                        stores.queue(),
                                        stores.outbox(),
                                        stores.transactions(),
                                        clock),
                                stores.apiKeys(),
                                "0"),
                        new Figures(stores.tally(), stores.deliveryRows(), sight -> List.of()),
                        Optional.empty(),
                        List::of,
                        Optional::empty,
                        clock));
        server.start();
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return server.url();
    }

    /** A new key of the repository for a source. */
    public Minted key(IntakeSource source) {
        return stores.intakeKeys().add(repository, source);
    }

    /** Waits until nothing waits to become a ticket any more; false when it took too long. */
    public boolean settled(Duration patience) throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        while (stores.reports().waiting(repository.key()) > 0) {
            if (clock.instant().isAfter(end)) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    /** How many tickets there are. */
    public int tickets() {
        return stores.backlog().count(TicketFilter.ALL);
    }

    /** How many reports all of them stand for. */
    public long counted() {
        return stores.backlog().list(new TicketFilter(null, null, null, null, null, 1_000, 0)).stream()
                .mapToLong(Ticket::count)
                .sum();
    }

    /** The size of the database with its log. */
    public long databaseBytes() {
        return Stream.of("fettle.db", "fettle.db-wal")
                .map(name -> folder.resolve("data").resolve(name))
                .filter(Files::exists)
                .mapToLong(file -> {
                    try {
                        return Files.size(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .sum();
    }

    @Override
    public void close() throws IOException {
        server.close();
        pool.close();
        stores.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
