package dev.fettle.improve.scan;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.improve.ForgeTrouble;
import dev.fettle.improve.RepositoryWork;
import dev.fettle.improve.SettingsSource;
import dev.fettle.improve.Watched;
import dev.fettle.work.Memory;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkQueue;
import dev.fettle.work.Worker;
import dev.fettle.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scan by schedule: looks at each repository in turn and takes what it finds into the backlog. A tree that was looked at is not looked at again until the head of the
 * default branch moves, or another source is switched on; what the forge knows is asked each time.
 */
public final class Scanning implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Scanning.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final String SCOPE = "scan";
    private static final String PREFIX = "scan ";
    /** After everything that somebody waits for. */
    private static final int PRIORITY = 5;

    private final Scanner scanner;
    private final Taking taking;
    private final Forge forge;
    private final Workspaces workspaces;
    private final SettingsSource settingsSource;
    private final Watched watched;
    private final Memory memory;
    private final WorkQueue queue;
    private final InstantSource clock;

    public Scanning(
            Scanner scanner,
            Taking taking,
            Forge forge,
            Workspaces workspaces,
            SettingsSource settingsSource,
            Watched watched,
            Memory memory,
            WorkQueue queue,
            InstantSource clock) {
        this.scanner = scanner;
        this.taking = taking;
        this.forge = forge;
        this.workspaces = workspaces;
        this.settingsSource = settingsSource;
        this.watched = watched;
        this.memory = memory;
        this.queue = queue;
        this.clock = clock;
    }

    /** Queues a look at every repository. */
    public void enqueueAll() {
        watched.repositories().stream()
                .filter(repository -> !repository.archived())
                .forEach(repository -> queue.enqueue(item(repository.ref())));
    }

    /** Whether an item is one of these looks, and not a push to be looked at. */
    public static boolean handles(WorkItem item) {
        return item.kind() == WorkItem.Kind.SCAN && item.key().startsWith(PREFIX);
    }

    private WorkItem item(RepositoryRef repository) {
        return new WorkItem(WorkItem.Kind.SCAN, PREFIX + RepositoryWork.key(repository), "", PRIORITY, clock.instant());
    }

    @Override
    public Result work(WorkItem item) {
        RepositoryRef repository = RepositoryWork.repository(item.key().substring(PREFIX.length()));
        try {
            scan(repository);
            return new Result.Done();
        } catch (SettingsException e) {
            LOG.warn("the settings of {} have mistakes: {}", repository.slug(), e.getMessage());
            return new Result.Done();
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE)).orElseGet(() -> {
                LOG.warn("{} is not scanned: {}", repository.slug(), e.getMessage());
                return new Result.Done();
            });
        }
    }

    private void scan(RepositoryRef ref) {
        Optional<Repository> found = forge.repository(ref);
        if (found.isEmpty() || found.get().archived()) {
            return;
        }
        Repository repository = found.get();
        RepositorySettings settings = settingsSource.of(repository);
        Optional<String> head = forge.branch(repository.ref(), repository.defaultBranch());
        if (!settings.enabled() || head.isEmpty()) {
            return;
        }
        String looked = lookedAt(head.get(), settings);
        boolean sameTree = memory.get(SCOPE, ref.key()).filter(looked::equals).isPresent();
        try (Place place = Place.head(
                repository,
                settings,
                head.get(),
                () -> workspaces.checkout(forge.remote(repository.ref(), Access.READ), head.get()))) {
            ScanReport report = scanner.scan(place, sameTree ? Choice.sameTree() : Choice.ON, Watching.NOBODY);
            Taking.Taken taken = taking.take(report, place);
            tell(repository, report, taken);
            if (sawTheTree(report)) {
                memory.put(SCOPE, ref.key(), looked);
            }
        }
    }

    /** Whether another look at the same tree would see nothing more. */
    private boolean sawTheTree(ScanReport report) {
        return scanner.sources().stream()
                .filter(ScanSource::ofTheTree)
                .noneMatch(source -> report.left().stream()
                        .anyMatch(left -> left.source().equals(source.name())
                                && left.reason().mayPass()));
    }

    /** What a look at the tree depends on. */
    private String lookedAt(String head, RepositorySettings settings) {
        return head + " "
                + scanner.sources().stream()
                        .filter(source -> source.ofTheTree() && source.on(settings))
                        .map(source -> source.name() + source.edition())
                        .collect(Collectors.joining(","));
    }

    private static void tell(Repository repository, ScanReport report, Taking.Taken taken) {
        report.left().stream()
                .filter(left -> left.reason().failure())
                .forEach(left -> LOG.warn(
                        "{}: {} is looked at again later, {}: {}",
                        repository.ref().slug(),
                        left.source(),
                        left.reason(),
                        left.detail()));
        LOG.info(
                "scan of {} at {}: tickets_found={} ended={} looked_at={}",
                repository.ref().slug(),
                report.commit(),
                taken.made().size(),
                taken.ended().size(),
                report.looked());
    }
}
