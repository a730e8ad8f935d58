package dev.fettle.improve;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.improve.CycleResult.State;
import dev.fettle.propose.Questions;
import dev.fettle.propose.Story;
import dev.fettle.repair.RepairReason;
import dev.fettle.work.Transactions;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an attempt leaves behind that ended without a patch. */
final class WithoutPatch {
    private static final Logger LOG = LoggerFactory.getLogger(WithoutPatch.class);
    private final Backlog backlog;
    private final RepairPipeline pipeline;
    private final Transactions transactions;
    private final Teller teller;
    private final InstantSource clock;

    WithoutPatch(
            Backlog backlog, RepairPipeline pipeline, Transactions transactions, Teller teller, InstantSource clock) {
        this.backlog = backlog;
        this.pipeline = pipeline;
        this.transactions = transactions;
        this.teller = teller;
        this.clock = clock;
    }

    /** Says on ticket, issue and backlog why there is none, unless somebody took the ticket back meanwhile. */
    CycleResult leave(Ticket ticket, int number, RepairPipeline.NotMended raw) {
        RepairPipeline.NotMended ended = pipeline.redacted(raw);
        RepairReason reason = ended.reason();
        if (saysTooLittle(ticket, reason)) {
            return ask(ticket, number, ended);
        }
        boolean obsolete = reason == RepairReason.NOT_RED || reason == RepairReason.NOTHING_FOUND;
        WaitingReason waiting = obsolete
                ? WaitingReason.OBSOLETE
                : reason == RepairReason.NO_SANDBOX
                        ? WaitingReason.NO_SANDBOX
                        : reason == RepairReason.NOT_SUPPORTED
                                ? WaitingReason.UNSUPPORTED
                                : ended.error() ? WaitingReason.FAILED : WaitingReason.ABSTAINED;
        boolean told = transactions.inOne(() -> {
            if (!stillOurs(ticket)) {
                return false;
            }
            note(ticket, number, ended);
            Ticket after = backlog.update(
                    ticket.id(),
                    t -> Tickets.moved(t, Status.FAILED, waiting),
                    reason.name() + ": " + reason.sentence());
            teller.tell(new Story(after, after.title(), StoryStages.of(ended.times()), storyOutcome(ended)));
            return true;
        });
        if (!told) {
            return stopped(ticket);
        }
        State state = ended.error() ? State.FAILED : State.ABSTAINED;
        LOG.info(
                "ticket {} ends: {} {}",
                ticket.id(),
                reason,
                ended.detail().lines().findFirst().orElse(""));
        return new CycleResult(state, ticket.id(), "", false, reason, ended.detail());
    }

    private void note(Ticket ticket, int number, RepairPipeline.NotMended ended) {
        RepairReason reason = ended.reason();
        backlog.addAttempt(new Attempt(
                0,
                ticket.id(),
                number,
                ticket.branch(),
                "",
                AttemptJson.of(ended),
                false,
                reason.name() + ": " + reason.sentence() + (ended.detail().isEmpty() ? "" : "\n" + ended.detail()),
                clock.instant()));
    }

    /** Whether an issue shows no failure, and neither do the project's own tests. */
    private static boolean saysTooLittle(Ticket ticket, RepairReason reason) {
        return (reason == RepairReason.NOT_RED || reason == RepairReason.NO_TESTS)
                && !Questions.of(ticket).isEmpty();
    }

    /** Waits for people who know more. */
    private CycleResult ask(Ticket ticket, int number, RepairPipeline.NotMended ended) {
        boolean told = transactions.inOne(() -> {
            if (!stillOurs(ticket)) {
                return false;
            }
            note(ticket, number, ended);
            Ticket after = backlog.update(
                    ticket.id(),
                    t -> Tickets.moved(Metadata.with(t, Metadata.ASKED, "true"), Status.OPEN, WaitingReason.NEEDS_INFO),
                    "the issue does not show the failure, and the tests do not either: "
                            + ended.reason().name());
            teller.tell(new Story(
                    after,
                    after.title(),
                    StoryStages.of(ended.times()),
                    new Story.Outcome.Waiting(
                            WaitingReason.NEEDS_INFO, ended.reason().sentence())));
            return true;
        });
        LOG.info("ticket {} waits for what its issue does not say: {}", ticket.id(), ended.reason());
        return told
                ? new CycleResult(
                        State.ABSTAINED,
                        ticket.id(),
                        "",
                        false,
                        WaitingReason.NEEDS_INFO,
                        ended.reason().sentence())
                : stopped(ticket);
    }

    /** Whether nobody stopped or rejected the ticket while it was worked on: then its result goes nowhere. */
    boolean stillOurs(Ticket ticket) {
        return backlog.find(ticket.id())
                .filter(now -> now.status() == Status.IN_PROGRESS || now.status() == Status.TESTING)
                .isPresent();
    }

    /** What is told of a ticket that was taken back. */
    static CycleResult stopped(Ticket ticket) {
        LOG.info("ticket {} was stopped while it was worked on; its result is dropped", ticket.id());
        return new CycleResult(State.ABSTAINED, ticket.id(), "", false, RepairReason.CANCELLED, "");
    }

    private static Story.Outcome storyOutcome(RepairPipeline.NotMended ended) {
        if (ended.error()) {
            return new Story.Outcome.Failed(ended.reason(), ended.furthest(), ended.detail());
        }
        return new Story.Outcome.Abstained(
                ended.reason(),
                ended.furthest(),
                ended.detail(),
                ended.search() == null ? List.of() : ended.search().suspects());
    }
}
