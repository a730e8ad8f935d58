package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.intake.Event;
import dev.fettle.work.Memory;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkQueue;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which repositories were looked at when they were new, and what became of the file that was proposed for them. Calls join the open transaction. */
public final class Newcomers {
    /** The branch that the file is proposed from. No ticket has such a name. */
    static final String BRANCH = "fettle/onboarding";

    static final String HAS_FILE = "has a file";
    static final String ON_ITS_WAY = "a pull request is on its way";

    private static final Logger LOG = LoggerFactory.getLogger(Newcomers.class);
    private static final String SCOPE = "onboarding";
    private static final int PRIORITY = 20;

    private final Onboarding onboarding;
    private final Memory memory;
    private final Audit audit;
    private final WorkQueue queue;
    private final InstantSource clock;

    public Newcomers(Onboarding onboarding, Memory memory, Audit audit, WorkQueue queue, InstantSource clock) {
        this.onboarding = onboarding;
        this.memory = memory;
        this.audit = audit;
        this.queue = queue;
        this.clock = clock;
    }

    boolean known(RepositoryRef repository) {
        return memory.get(SCOPE, repository.key()).isPresent();
    }

    void note(RepositoryRef repository, String what) {
        memory.put(SCOPE, repository.key(), what);
    }

    /** Has a repository looked at, unless that was done. */
    void ask(RepositoryRef repository) {
        if (onboarding != Onboarding.OFF && !known(repository)) {
            queue.enqueue(new WorkItem(
                    WorkItem.Kind.ONBOARDING, RepositoryWork.key(repository), "", PRIORITY, clock.instant()));
        }
    }

    /** The pull request stands, or stood before. */
    void proposed(RepositoryRef repository, long number) {
        note(repository, "#" + number);
        LOG.info("{}: its settings are proposed in pull request #{}", repository.slug(), number);
    }

    /** The forge will not have it: once more at the next look. */
    void refused(RepositoryRef repository) {
        memory.remove(SCOPE, repository.key());
    }

    /** Whether that is the pull request by which the file was proposed. */
    boolean proposes(Event.PullRequestClosed closed) {
        Optional<String> noted = memory.get(SCOPE, closed.origin().repository().key());
        return closed.headBranch().equals(BRANCH)
                && noted.filter(("#" + closed.number())::equals).isPresent();
    }

    /** A person has decided. What was merged is read from the default branch; what was closed is not proposed again. */
    Handled closed(Event.PullRequestClosed closed, String by) {
        RepositoryRef repository = closed.origin().repository();
        String number = "#" + closed.number();
        return closed.merged()
                ? new Handled("ONBOARDED", number + " was merged by " + by, () -> {
                    audit.record(by, "onboard", repository.slug(), "pull request " + number);
                    queue.enqueue(new WorkItem(WorkItem.Kind.RECONCILE, "all", "", PRIORITY, clock.instant()));
                })
                : new Handled(
                        "DECLINED",
                        number + " was closed by " + by,
                        () -> audit.record(by, "decline", repository.slug(), "pull request " + number));
    }
}
