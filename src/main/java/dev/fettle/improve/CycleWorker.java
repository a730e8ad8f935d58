package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.repair.Progress;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkQueue;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs a cycle when the queue says so, and asks for another while there is something that can be taken. */
public final class CycleWorker implements Worker {
    private static final Duration LIMITED_PAUSE = Duration.ofMinutes(1);
    private static final Duration DEFERRED_PAUSE = Duration.ofMinutes(10);
    private final Autopatch autopatch;
    private final Backlog backlog;
    private final WorkQueue queue;
    private final Forge forge;
    private final InstantSource clock;
    private final Function<RepositoryRef, Progress> listeners;

    public CycleWorker(
            Autopatch autopatch,
            Backlog backlog,
            WorkQueue queue,
            Forge forge,
            InstantSource clock,
            Function<RepositoryRef, Progress> listeners) {
        this.autopatch = autopatch;
        this.backlog = backlog;
        this.queue = queue;
        this.forge = forge;
        this.clock = clock;
        this.listeners = listeners;
    }

    @Override
    public Result work(WorkItem item) {
        Optional<RepositoryRef> ref = repositoryOf(item.key());
        if (ref.isEmpty()) {
            return new Result.Done();
        }
        try {
            Optional<Repository> repository = forge.repository(ref.get());
            if (repository.isEmpty()) {
                autopatch.unknown(ref.get());
                return new Result.Done();
            }
            if (!repository.get().ref().key().equals(item.key())) {
                // A ticket that was added by name: the repository's cycles run under its id, one at a time.
                int unused = backlog.adopt(repository.get().ref());
                queue.enqueue(CycleItems.of(repository.get().ref(), clock));
                return new Result.Done();
            }
            CycleResult result = autopatch.cycle(repository.get(), listeners.apply(ref.get()));
            return switch (result.status()) {
                case NO_TICKET -> new Result.Done();
                case DEFERRED ->
                    result.ticketId().isEmpty()
                            ? new Result.Later(clock.instant().plus(DEFERRED_PAUSE), result.detail())
                            : again(ref.get());
                default -> again(ref.get());
            };
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(LIMITED_PAUSE)).orElseThrow(() -> e);
        }
    }

    private Result again(RepositoryRef repository) {
        int open = backlog.count(new TicketFilter(Status.OPEN, null, null, repository.key(), null, 1, 0));
        return open > 0 ? new Result.Later(clock.instant(), "more tickets wait") : new Result.Done();
    }

    private Optional<RepositoryRef> repositoryOf(String key) {
        List<Ticket> any = backlog.list(new TicketFilter(null, null, null, key, null, 1, 0));
        return any.stream().findFirst().map(Ticket::repository);
    }
}
