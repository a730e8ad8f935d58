package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.work.Memory;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look between the hourly ones: at a repository that is new to us, and, where no webhooks can come, at everything again and again. It finds what people and CI did, and leaves scans and the rest to the hourly look.
 */
public final class Polling implements Worker {
    /** A look takes half a dozen requests; GitHub allows 5,000 an hour, of which this leaves about half to the work itself. */
    static final Duration EACH = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(Polling.class);
    private static final String EVERYTHING = "poll";
    private static final String SCOPE = "polling";
    private static final String NEXT = "next";
    private static final int PRIORITY = 20;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Watched watched;
    private final InstalledRepositories installed;
    private final Reconciler reconciler;
    private final Forge forge;
    private final Memory memory;
    private final Duration every;
    private final InstantSource clock;

    /** @param every how often it is asked to look; processes that share a database ask each for itself, and one of them looks */
    public Polling(
            Watched watched,
            InstalledRepositories installed,
            Reconciler reconciler,
            Forge forge,
            Memory memory,
            Duration every,
            InstantSource clock) {
        this.watched = watched;
        this.installed = installed;
        this.reconciler = reconciler;
        this.forge = forge;
        this.memory = memory;
        this.every = every;
        this.clock = clock;
    }

    /** A look at all that is watched, unless that was done a moment ago. */
    public static WorkItem everything(Instant when) {
        return new WorkItem(WorkItem.Kind.RECONCILE, EVERYTHING, "", PRIORITY, when);
    }

    /** A look at one repository, which may have labelled issues and a red branch that nobody will tell of. */
    static WorkItem newcomer(RepositoryRef repository, Instant when) {
        return new WorkItem(WorkItem.Kind.RECONCILE, RepositoryWork.key(repository), "", PRIORITY, when);
    }

    /** Whether it is one of the two; else it is the hourly look. */
    public static boolean handles(WorkItem item) {
        return item.key().equals(EVERYTHING) || item.key().contains(" ");
    }

    @Override
    public Result work(WorkItem item) {
        try {
            if (item.key().equals(EVERYTHING)) {
                pollAll();
            } else {
                forge.repository(RepositoryWork.repository(item.key())).ifPresent(reconciler::look);
            }
            return new Result.Done();
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE)).orElseGet(() -> {
                LOG.info("what is new is looked for at the next time: {}", e.getMessage());
                return new Result.Done();
            });
        }
    }

    private void pollAll() {
        Instant now = clock.instant();
        if (memory.get(SCOPE, NEXT).map(Instant::parse).filter(now::isBefore).isPresent()) {
            return;
        }
        List<Repository> all = watched.repositories();
        Duration least = every.multipliedBy(3).dividedBy(4);
        Duration affordable = EACH.multipliedBy(all.size());
        memory.put(
                SCOPE,
                NEXT,
                now.plus(least.compareTo(affordable) > 0 ? least : affordable).toString());
        installed.look(all);
        reconciler.look(all);
    }
}
