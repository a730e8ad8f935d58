package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.Checkpoint;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.Repository;
import dev.fettle.improve.CycleResult.State;
import dev.fettle.propose.Story;
import dev.fettle.repair.Budget;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.work.Transactions;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import dev.fettle.workspace.Workspaces;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One autopatch cycle: takes the next ticket of a repository and brings it to an outcome that people can see. A cycle that died is started again with the
 * same ticket; everything it tells the forge goes through the outbox, in the transaction that notes the outcome.
 */
public final class Autopatch {
    private static final Logger LOG = LoggerFactory.getLogger(Autopatch.class);
    private static final int MOST_CANDIDATES = 100_000;

    private final Backlog backlog;
    private final Forge forge;
    private final Workspaces workspaces;
    private final SettingsSource settingsSource;
    private final TicketProblem problems;
    private final RepairPipeline pipeline;
    private final GateChoice gates;
    private final Breaker breaker;
    private final Proposing proposing;
    private final Teller teller;
    private final Endings endings;
    private final Deferral deferral;
    private final WithoutPatch withoutPatch;
    private final HandsOff handsOff;
    private final TracePlaces places;
    private final Transactions transactions;
    private final Checkpoint checkpoint;
    private final InstantSource clock;

    public Autopatch(
            Backlog backlog,
            Forge forge,
            Workspaces workspaces,
            SettingsSource settingsSource,
            TicketProblem problems,
            RepairPipeline pipeline,
            GateChoice gates,
            Outbox outbox,
            Breaker breaker,
            TicketPages pages,
            Transactions transactions,
            Checkpoint checkpoint,
            InstantSource clock) {
        this.backlog = backlog;
        this.forge = forge;
        this.workspaces = workspaces;
        this.settingsSource = settingsSource;
        this.problems = problems;
        this.pipeline = pipeline;
        this.gates = gates;
        this.breaker = breaker;
        this.teller = new Teller(outbox, clock);
        this.endings = new Endings(backlog, outbox, clock);
        this.withoutPatch = new WithoutPatch(backlog, pipeline, transactions, teller, clock);
        this.handsOff = new HandsOff(
                forge, new PeoplesBranches(forge, workspaces, clock), backlog, teller, withoutPatch, transactions);
        this.deferral = new Deferral(backlog, teller, new Queueing(backlog, settingsSource::lastRead));
        this.proposing = new Proposing(backlog, forge, outbox, teller, pages, clock);
        this.places = new TracePlaces(
                (repository, names, head) -> workspaces.since(forge.remote(repository, Access.READ), names, head),
                backlog,
                transactions);
        this.transactions = transactions;
        this.checkpoint = checkpoint;
        this.clock = clock;
    }

    /** One cycle for a repository. {@code listener} hears the stages. */
    public CycleResult cycle(Repository repository, Progress listener) {
        RepositorySettings settings;
        try {
            settings = settingsSource.of(repository);
        } catch (SettingsException e) {
            LOG.warn(
                    "{} of {} has mistakes: {}",
                    RepositorySettings.PATH,
                    repository.ref().slug(),
                    e.getMessage());
            return held(repository, Holds.mistakes(String.valueOf(e.getMessage())));
        }
        if (!settings.enabled()) {
            return held(repository, Holds.OFF);
        }
        if (repository.archived()) {
            return held(repository, Holds.ARCHIVED);
        }
        int unused = backlog.adopt(repository.ref());
        Optional<Ticket> left = leftOver(repository);
        if (left.isEmpty()) {
            Optional<Deferral.Hold> hold = hold(repository, settings);
            if (hold.isPresent()) {
                return held(repository, hold.get());
            }
            transactions.inOne(() -> deferral.release(repository.ref()));
            handsOff.release(repository);
        }
        Optional<Ticket> next = left.isPresent()
                ? left
                : backlog.takeNext(repository.ref().key(), settings.maxRiskLevel(), "a cycle has started");
        checkpoint.passed("cycle: taken");
        if (next.isEmpty()) {
            new TooRisky(backlog).name(repository.ref(), settings);
        }
        return next.map(ticket -> named(ticket, repository, settings, listener)).orElse(CycleResult.NO_TICKET);
    }

    /** There are tickets of a repository that the forge does not show: they say so, and wait. */
    void unknown(RepositoryRef repository) {
        transactions.inOne(() -> deferral.hold(repository, Holds.UNKNOWN));
    }

    /** Whatever is logged meanwhile names the ticket. */
    private CycleResult named(Ticket ticket, Repository repository, RepositorySettings settings, Progress listener) {
        try (MDC.MDCCloseable unused = MDC.putCloseable("ticket", ticket.id())) {
            String outcome = "BROKEN_OFF";
            listener.attempt(ticket);
            try {
                CycleResult result = attempt(ticket, repository, settings, listener);
                outcome = result.status().name();
                return result;
            } finally {
                listener.attemptEnded(outcome);
            }
        }
    }

    /** What keeps new work of a repository waiting. */
    private Optional<Deferral.Hold> hold(Repository repository, RepositorySettings settings) {
        Optional<Breaker.Storm> storm = breaker.open(repository.ref());
        if (storm.isPresent()) {
            return storm.map(Holds::storm);
        }
        if (settings.mode() == Mode.OBSERVE) {
            return Optional.of(Holds.OBSERVED);
        }
        List<Ticket> open = openProposals(repository);
        int most = settings.budgets().openPullRequests();
        return open.size() >= most ? Optional.of(Holds.pullRequests(open, most)) : Optional.empty();
    }

    /** Nothing is begun, and each ticket that waits for it says why. */
    private CycleResult held(Repository repository, Deferral.Hold hold) {
        transactions.inOne(() -> deferral.hold(repository.ref(), hold));
        return new CycleResult(State.DEFERRED, "", "", false, hold.reason(), hold.words());
    }

    /** A ticket that a cycle had taken when the process died. */
    private Optional<Ticket> leftOver(Repository repository) {
        for (Status status : List.of(Status.TESTING, Status.IN_PROGRESS)) {
            List<Ticket> found = backlog.list(
                    new TicketFilter(status, null, null, repository.ref().key(), null, 1, 0));
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    private List<Ticket> openProposals(Repository repository) {
        return backlog
                .list(new TicketFilter(
                        Status.READY, null, null, repository.ref().key(), null, 1000, 0))
                .stream()
                .filter(Metadata::proposes)
                .toList();
    }

    private CycleResult attempt(Ticket ticket, Repository repository, RepositorySettings settings, Progress listener) {
        int done = backlog.attempts(ticket.id()).size();
        if (AttemptBudget.used(ticket, done) >= settings.budgets().attemptsPerTicket()) {
            transactions.inOne(
                    () -> endings.stop(ticket.id(), WaitingReason.ATTEMPTS_USED_UP, done + " attempts were made"));
            return new CycleResult(State.FAILED, ticket.id(), "", false, WaitingReason.ATTEMPTS_USED_UP, "");
        }
        String requestedBy = ticket.metadata().get(Metadata.REQUESTED_BY);
        if (requestedBy != null
                && !forge.permission(repository.ref(), requestedBy).mayWrite()) {
            needsApproval(ticket, "Who asked for it no longer has write access.");
            return new CycleResult(State.DEFERRED, ticket.id(), "", false, WaitingReason.NEEDS_APPROVAL, "");
        }
        Optional<CycleResult> inHands = handsOff.of(ticket, repository);
        if (inHands.isPresent()) {
            return inHands.get();
        }
        TicketProgress progress = new TicketProgress(ticket, backlog, transactions, teller, listener, clock);
        try {
            progress.stage(Stage.CHECKOUT);
            return attempt(ticket, done, repository, settings, progress);
        } catch (StoppedException e) {
            return WithoutPatch.stopped(ticket);
        } catch (WorkspaceException e) {
            return withoutPatch.leave(
                    ticket, done + 1, progress.ended(RepairReason.ENVIRONMENT, String.valueOf(e.getMessage()), true));
        }
    }

    private CycleResult attempt(
            Ticket ticket, int done, Repository repository, RepositorySettings settings, TicketProgress progress) {
        try (Workspace workspace = workspaces.checkout(
                forge.remote(repository.ref(), Access.READ), "refs/heads/" + branchToMend(ticket, repository))) {
            progress.stage(Stage.PREPARE);
            TicketProblem.Outcome problem =
                    problems.of(ticket, workspace, trace -> places.followed(ticket, trace, workspace));
            checkpoint.passed("cycle: prepared");
            if (problem instanceof TicketProblem.Not not) {
                return withoutPatch.leave(ticket, done + 1, progress.ended(not.reason(), not.detail(), not.error()));
            }
            places.located(ticket, ((TicketProblem.Ready) problem).problem().trace(), workspace);
            Budget budget = new Budget(settings.budgets().timePerTicket(), MOST_CANDIDATES);
            RepairPipeline.Result result = pipeline.mend(
                    ((TicketProblem.Ready) problem).problem(),
                    ticket,
                    gates.of(settings).waiving(Metadata.waivers(ticket)),
                    budget,
                    RuleRecords.in(backlog),
                    progress);
            checkpoint.passed("cycle: searched");
            if (result instanceof RepairPipeline.NotMended not) {
                if (not.reason() == RepairReason.CANCELLED) {
                    // The server goes down: the queue gives the cycle to the next one.
                    throw new CancellationException("stopped while ticket " + ticket.id() + " was worked on");
                }
                return withoutPatch.leave(ticket, done + 1, not.plus(progress.times()));
            }
            RepairPipeline.Mended mended = ((RepairPipeline.Mended) result).plus(progress.times());
            if (mended.risk().level() > settings.maxRiskLevel()
                    && !ticket.metadata().containsKey(Metadata.APPROVED_BY)) {
                String why = "The patch's risk is " + mended.risk().level() + ", the limit is "
                        + settings.maxRiskLevel() + ".";
                return needsApproval(ticket, why)
                        ? new CycleResult(State.DEFERRED, ticket.id(), "", true, WaitingReason.NEEDS_APPROVAL, why)
                        : WithoutPatch.stopped(ticket);
            }
            if (!stillEnabled(repository)) {
                transactions.inOne(() ->
                        endings.stop(ticket.id(), WaitingReason.SWITCHED_OFF, "switched off while it was worked on"));
                return WithoutPatch.stopped(ticket);
            }
            // A branch that a person deleted may be made anew; one that is there must be where we left it.
            String expected = forge.branch(repository.ref(), ticket.branch())
                    .map(head -> ticket.metadata().getOrDefault(Metadata.HEAD, ""))
                    .orElse("");
            if (Proposing.suggestsOnly(ticket, settings)) {
                return transactions.inOne(() -> withoutPatch.stillOurs(ticket)
                        ? proposing.suggest(ticket, done + 1, mended)
                        : WithoutPatch.stopped(ticket));
            }
            Proposing.Composed composed = proposing.compose(ticket, settings, workspace, mended);
            if (!composed.mended().gates().passed()) {
                return withoutPatch.leave(ticket, done + 1, RepairPipeline.NotMended.stoppedBy(composed.mended()));
            }
            return transactions.inOne(() -> withoutPatch.stillOurs(ticket)
                    ? proposing.propose(ticket, done + 1, repository, settings, workspace, expected, composed)
                    : WithoutPatch.stopped(ticket));
        }
    }

    private boolean stillEnabled(Repository repository) {
        try {
            return settingsSource.of(repository).enabled();
        } catch (SettingsException e) {
            return false;
        }
    }

    /** The default branch, or the red branch of a person's pull request. */
    private static String branchToMend(Ticket ticket, Repository repository) {
        return ticket.metadata().getOrDefault(Metadata.BRANCH, repository.defaultBranch());
    }

    /** Returns whether the ticket now waits; false when it was stopped meanwhile. */
    private boolean needsApproval(Ticket ticket, String why) {
        return transactions.inOne(() -> {
            if (!withoutPatch.stillOurs(ticket)) {
                return false;
            }
            Ticket waiting =
                    backlog.update(ticket.id(), t -> Tickets.moved(t, Status.OPEN, WaitingReason.NEEDS_APPROVAL), why);
            teller.tell(new Story(
                    waiting, waiting.title(), List.of(), new Story.Outcome.Waiting(WaitingReason.NEEDS_APPROVAL, why)));
            return true;
        });
    }
}
