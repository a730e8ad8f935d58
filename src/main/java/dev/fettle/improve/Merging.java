package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Check;
import dev.fettle.forge.Check.State;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.propose.PullRequestText;
import dev.fettle.propose.Story;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mode {@code auto}: lets a pull request of ours be merged without a person. Everything is asked anew each time: the settings, the head, which must be the commit that we
 * pushed and the gates judged, and what stands on it. The merge itself goes through the outbox and names that head, so a push in between is never merged.
 */
public final class Merging implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Merging.class);

    /** How long CI may take to say that it has begun, where the branch requires nothing by name. */
    static final Duration SETTLE = Duration.ofMinutes(2);

    /** After which checks that do not end are left to people. */
    static final Duration PATIENCE = Duration.ofHours(6);

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private final Backlog backlog;
    private final Forge forge;
    private final SettingsSource settingsSource;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Writes writes;
    private final Teller teller;
    private final InstantSource clock;

    public Merging(
            Backlog backlog,
            Forge forge,
            SettingsSource settingsSource,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock) {
        this.backlog = backlog;
        this.forge = forge;
        this.settingsSource = settingsSource;
        this.outbox = outbox;
        this.transactions = transactions;
        this.writes = new Writes(clock);
        this.teller = new Teller(outbox, clock);
        this.clock = clock;
    }

    @Override
    public Result work(WorkItem item) {
        Optional<Ticket> ticket = backlog.find(item.key()).filter(Merging::open);
        if (ticket.isEmpty()) {
            return new Result.Done();
        }
        try {
            Optional<Repository> repository = forge.repository(ticket.get().repository());
            return repository.isEmpty() || !allowed(ticket.get(), settingsSource.of(repository.get()))
                    ? new Result.Done()
                    : look(ticket.get(), repository.get());
        } catch (SettingsException e) {
            LOG.warn("{} is not merged: the settings have mistakes: {}", item.key(), e.getMessage());
            return new Result.Done();
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE))
                    .orElseGet(() -> left(ticket.get(), "the forge does not tell: " + e.getMessage()));
        }
    }

    private static boolean open(Ticket ticket) {
        return ticket.status() == Status.READY
                && ticket.waiting() == null
                && ticket.metadata().containsKey(Metadata.PULL_REQUEST)
                && ticket.metadata().containsKey(Metadata.HEAD);
    }

    /** Whether the settings let it be merged without a person, whatever else stands in the way. */
    static boolean allowed(Ticket ticket, RepositorySettings settings) {
        int risk =
                Math.max(ticket.riskLevel(), Integer.parseInt(ticket.metadata().getOrDefault(Metadata.RISK, "10")));
        return settings.enabled()
                && settings.mode() == Mode.AUTO
                && !settings.requireManualReview()
                && risk <= settings.autoApplyMaxRisk();
    }

    private Result look(Ticket ticket, Repository repository) {
        long number = Long.parseLong(ticket.metadata().getOrDefault(Metadata.PULL_REQUEST, "0"));
        String head = ticket.metadata().getOrDefault(Metadata.HEAD, "");
        Optional<PullRequest> found =
                forge.pullRequest(repository.ref(), number).filter(pull -> pull.state() == PullRequest.State.OPEN);
        if (found.isEmpty()) {
            return new Result.Done();
        }
        if (!found.get().headSha().equals(head)) {
            return takenOver(ticket);
        }
        if (!found.get().baseBranch().equals(repository.defaultBranch())) {
            return left(ticket, "a person chose another base for it");
        }
        if (ticket.metadata().getOrDefault(Metadata.REVIEW, "").startsWith("changes_requested")) {
            return left(ticket, "a review asks for changes");
        }
        if (ticket.metadata().containsKey(Metadata.DISLIKED_BY)) {
            return left(ticket, "a thumb is down on it");
        }
        // Who ticked it, and whether it counts, is found out by another worker.
        if (!TickTriage.counting(ticket, PullRequestText.ticked(found.get().body(), ticket.id()))
                .isEmpty()) {
            return left(ticket, "a box on it says that it is not useful");
        }
        return judge(ticket, repository, number, head);
    }

    private Result judge(Ticket ticket, Repository repository, long number, String head) {
        List<String> required = forge.requiredChecks(repository.ref(), repository.defaultBranch());
        List<Check> checks = forge.checks(repository.ref(), head);
        Optional<Check> red =
                checks.stream().filter(check -> check.state() == State.RED).findFirst();
        if (red.isPresent()) {
            return left(ticket, red.get().run().name() + " is red on " + head);
        }
        Instant proposed = Instant.parse(ticket.metadata()
                .getOrDefault(Metadata.PROPOSED_AT, clock.instant().toString()));
        boolean missing = required.stream()
                .anyMatch(name ->
                        checks.stream().noneMatch(check -> check.run().name().equals(name)));
        boolean pending = checks.stream().anyMatch(check -> check.state() == State.PENDING);
        boolean early = required.isEmpty() && clock.instant().isBefore(proposed.plus(SETTLE));
        if (missing || pending || early) {
            return clock.instant().isAfter(proposed.plus(PATIENCE))
                    ? left(ticket, "its checks did not end within " + PATIENCE.toHours() + " hours")
                    : new Result.Later(clock.instant().plus(PAUSE), "checks of pull request #" + number + " run");
        }
        transactions.inOne(() -> {
            if (backlog.find(ticket.id()).filter(Merging::open).isPresent()) {
                outbox.put(writes.merge(ticket.repository(), ticket.id(), number, head));
            }
        });
        return new Result.Done();
    }

    /** Not merged now; people see why. A check that turns green, and each look of the reconciler, ask again. */
    private Result left(Ticket ticket, String why) {
        LOG.info("ticket {} is left to a person: {}", ticket.id(), why);
        transactions.inOne(() ->
                backlog.update(ticket.id(), t -> Metadata.with(t, Metadata.NOT_MERGED, why), "not merged: " + why));
        return new Result.Done();
    }

    private Result takenOver(Ticket ticket) {
        transactions.inOne(() -> {
            if (backlog.find(ticket.id()).filter(Merging::open).isPresent()) {
                Ticket taken = backlog.update(
                        ticket.id(),
                        t -> Tickets.moved(t, Status.READY, WaitingReason.TAKEN_OVER),
                        "somebody else pushed to the branch");
                teller.tell(new Story(
                        taken, taken.title(), List.of(), new Story.Outcome.Stopped(WaitingReason.TAKEN_OVER)));
            }
        });
        return new Result.Done();
    }
}
