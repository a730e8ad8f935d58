package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.StandingIssue;
import dev.fettle.improve.Outbox.Entry;
import dev.fettle.improve.Outbox.Verb;
import dev.fettle.propose.Story;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.work.WorkQueue;
import dev.fettle.workspace.PushResult;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes on the ticket what became of its branch and pull request, and tells people. */
public final class ProposalListener implements OutboxSender.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ProposalListener.class);
    private final Backlog backlog;
    private final Audit audit;
    private final Outbox outbox;
    private final WorkQueue queue;
    private final Writes writes;
    private final Teller teller;
    private final BacklogIssues issues;
    private final Newcomers newcomers;
    private final InstantSource clock;

    public ProposalListener(
            Backlog backlog,
            Audit audit,
            Outbox outbox,
            WorkQueue queue,
            BacklogIssues issues,
            Newcomers newcomers,
            InstantSource clock) {
        this.issues = issues;
        this.newcomers = newcomers;
        this.backlog = backlog;
        this.audit = audit;
        this.outbox = outbox;
        this.queue = queue;
        this.clock = clock;
        this.writes = new Writes(clock);
        this.teller = new Teller(outbox, clock);
    }

    @Override
    public boolean wanted(String ticketId) {
        return backlog.find(ticketId).filter(ProposalListener::wanted).isPresent();
    }

    private static boolean wanted(Ticket ticket) {
        return ticket.status() == Status.READY && ticket.waiting() == null;
    }

    @Override
    public void pushed(String ticketId, PushResult result, String commit) {
        switch (result) {
            case PUSHED, UP_TO_DATE ->
                backlog.update(ticketId, t -> Metadata.with(t, Metadata.HEAD, commit), "branch pushed");
            case MOVED -> {
                if (wanted(ticketId)) {
                    Ticket taken = backlog.update(
                            ticketId,
                            t -> Tickets.moved(t, Status.READY, WaitingReason.TAKEN_OVER),
                            "somebody else moved the branch");
                    teller.tell(new Story(
                            taken, taken.title(), List.of(), new Story.Outcome.Stopped(WaitingReason.TAKEN_OVER)));
                }
            }
            case REJECTED -> failed(ticketId, "The forge rejected the push of the branch.");
        }
    }

    @Override
    public void proposed(String ticketId, PullRequest pullRequest) {
        String number = Long.toString(pullRequest.number());
        boolean known = backlog.find(ticketId)
                .filter(t -> number.equals(t.metadata().get(Metadata.PULL_REQUEST)))
                .isPresent();
        Ticket ticket = backlog.update(
                ticketId,
                t -> Metadata.with(
                        Metadata.with(
                                Metadata.with(t, Metadata.PULL_REQUEST, number),
                                Metadata.PULL_REQUEST_URL,
                                pullRequest.url()),
                        Metadata.PROPOSED_AT,
                        clock.instant().toString()),
                "pull request #" + number + (known ? " is up to date" : " is open"));
        LOG.info("ticket {}: pull request {}", ticketId, pullRequest.url());
        if (ticket.status() == Status.REJECTED || ticket.status() == Status.FAILED) {
            // It was stopped while the pull request was on its way.
            outbox.put(writes.close(ticket.repository(), ticketId, pullRequest.number()));
        } else if (wanted(ticket)) {
            String reviewer = ticket.metadata().getOrDefault(Metadata.REVIEWER, "");
            if (!reviewer.isEmpty()) {
                outbox.put(writes.reviewer(ticket.repository(), ticketId, pullRequest.number(), reviewer));
            }
            teller.tell(new Story(
                    ticket,
                    ticket.title(),
                    List.of(),
                    new Story.Outcome.Proposed(pullRequest.url(), pullRequest.title())));
            queue.enqueue(CycleItems.merge(ticket, clock));
        }
    }

    @Override
    public void merged(String ticketId, MergeResult result) {
        switch (result) {
            case MERGED -> {
                Ticket applied = backlog.update(
                        ticketId,
                        t -> Tickets.moved(Metadata.without(t, Metadata.NOT_MERGED), Status.APPLIED, null),
                        "merged by Fettle: low risk, every check green, no review required");
                audit.record(
                        Audit.FETTLE,
                        "merge",
                        ticketId,
                        "pull request #" + applied.metadata().get(Metadata.PULL_REQUEST) + ", head "
                                + applied.metadata().get(Metadata.HEAD) + ", risk "
                                + applied.metadata().get(Metadata.RISK));
                LOG.info("ticket {}: merged", ticketId);
                teller.tell(new Story(applied, applied.title(), List.of(), new Story.Outcome.Applied()));
            }
            case MOVED ->
                // Somebody pushed meanwhile: look once more at what is there now.
                backlog.find(ticketId).ifPresent(ticket -> queue.enqueue(CycleItems.merge(ticket, clock)));
            case NOT_MERGEABLE ->
                backlog.update(
                        ticketId,
                        t -> Metadata.with(
                                t,
                                Metadata.NOT_MERGED,
                                "the forge refuses to merge it: a conflict, or a rule of the branch"),
                        "the forge refused to merge");
        }
    }

    @Override
    public void onboarding(RepositoryRef repository, long number) {
        newcomers.proposed(repository, number);
    }

    @Override
    public void stands(RepositoryRef repository, IssueDraft draft, StandingIssue standing) {
        issues.stands(repository, draft, standing);
    }

    @Override
    public void refused(Entry entry, String why) {
        boolean proposal = entry.verb() == Verb.PUSH_BRANCH || entry.verb() == Verb.PULL_REQUEST;
        if (entry.verb() == Verb.ISSUE) {
            issues.refused(Writes.repository(entry));
        } else if (entry.verb() == Verb.ONBOARDING) {
            newcomers.refused(Writes.repository(entry));
        }
        if (proposal) {
            failed(Writes.get(entry.fields(), "ticket"), "The forge refused: " + why);
        }
    }

    private void failed(String ticketId, String why) {
        if (!wanted(ticketId)) {
            return;
        }
        Ticket ticket = backlog.update(ticketId, t -> Tickets.moved(t, Status.FAILED, WaitingReason.FAILED), why);
        teller.tell(new Story(
                ticket,
                ticket.title(),
                List.of(),
                new Story.Outcome.Failed(RepairReason.ENVIRONMENT, Stage.PULL_REQUEST, why)));
    }
}
