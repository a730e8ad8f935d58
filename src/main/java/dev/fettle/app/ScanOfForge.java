package dev.fettle.app;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.Repository;
import dev.fettle.improve.Analyses;
import dev.fettle.improve.Breaker;
import dev.fettle.improve.Intaking;
import dev.fettle.improve.KnownTrees;
import dev.fettle.improve.Queueing;
import dev.fettle.improve.Reconciler;
import dev.fettle.improve.SettingsSource;
import dev.fettle.improve.Watched;
import dev.fettle.improve.scan.Cleaned;
import dev.fettle.improve.scan.Place;
import dev.fettle.improve.scan.ScanReport;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.improve.scan.Taking;
import dev.fettle.intake.Signal;
import dev.fettle.store.Stores;
import dev.fettle.workspace.GitWorkspaces;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A repository of the forge for one scan by command, beside a running server or without one. */
final class ScanOfForge {
    private final ForgeWiring wiring;
    private final Stores stores;
    private final SettingsSource settings;
    private final GitWorkspaces workspaces;
    private final InstantSource clock;

    private ScanOfForge(ForgeWiring wiring, Stores stores, RepositorySettings server, InstantSource clock) {
        this.wiring = wiring;
        this.stores = stores;
        this.settings = new SettingsSource(wiring.forge(), new RepositoryFile(server), server);
        this.workspaces = new GitWorkspaces(Home.of(System.getenv()).git(), wiring.transports(), clock);
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when the settings cannot be used, in words for the operator */
    static ScanOfForge of(ServerSettings settings, Stores stores, InstantSource clock) {
        ForgeWiring wiring = ForgeWiring.of(settings, stores.installations(), stores.allowance(), clock);
        return new ScanOfForge(wiring, stores, settings.repositories(), clock);
    }

    Forge forge() {
        return wiring.forge();
    }

    /**
     * The head of a repository's default branch.
     *
     * @throws IllegalArgumentException when there is none, in words for the operator
     */
    Place place(RepositoryRef wanted) {
        Repository repository = forge().repository(wanted)
                .orElseThrow(
                        () -> new IllegalArgumentException("The forge knows no repository " + wanted.slug() + "."));
        String head = forge().branch(repository.ref(), repository.defaultBranch())
                .orElseThrow(() -> new IllegalArgumentException(
                        wanted.slug() + " has no branch " + repository.defaultBranch() + " yet."));
        return Place.head(
                repository,
                settings.of(repository),
                head,
                () -> workspaces.checkout(forge().remote(repository.ref(), Access.READ), head));
    }

    /** Takes a report into the backlog; what deliveries tell is made a delivery of. */
    Taking.Taken save(ScanReport report, Place place, List<ScanSource> sources, Redactor redactor) {
        Repository repository = place.onForge().orElseThrow();
        Reconciler reconciler = new Reconciler(
                stores.backlog(),
                stores.deliveries(),
                forge(),
                new Watched(forge(), List.of()),
                settings,
                stores.memory(),
                false,
                clock);
        reconciler.look(repository, place.settings());
        return save(stores, report, place, sources, List.of(), redactor, clock);
    }

    /**
     * The same for a folder, of which no delivery tells.
     *
     * @param analyses of tools outside that the report is of
     */
    static Taking.Taken save(
            Stores stores,
            ScanReport report,
            Place place,
            List<ScanSource> sources,
            List<Signal.AnalysisEnded> analyses,
            Redactor redactor,
            InstantSource clock) {
        Intaking intaking = new Intaking(
                stores.backlog(),
                new TicketDrafts(clock),
                KnownTrees.NONE,
                stores.queue(),
                stores.outbox(),
                new Breaker(stores.memory(), clock),
                redactor,
                stores.memory(),
                new Queueing(stores.backlog()),
                clock);
        Taking taking = new Taking(intaking, stores.backlog(), stores.transactions(), sources);
        Analyses ends = new Analyses(stores.backlog(), intaking, stores.memory());
        Cleaned cleaned = new Cleaned(redactor);
        return stores.transactions().inOne(() -> {
            Taking.Taken taken = taking.take(report, place);
            List<Ticket> over = new ArrayList<>(taken.ended());
            analyses.forEach(analysis -> over.addAll(ends.ended(cleaned.of(analysis))));
            return new Taking.Taken(taken.made(), over, taken.delivered());
        });
    }
}
