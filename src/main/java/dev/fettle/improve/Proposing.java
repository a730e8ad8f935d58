package dev.fettle.improve;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Forge;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.Repository;
import dev.fettle.gate.ConsistencyGate;
import dev.fettle.gate.Facts;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.improve.CycleResult.State;
import dev.fettle.improve.RepairPipeline.Mended;
import dev.fettle.propose.CheckText;
import dev.fettle.propose.CommitText;
import dev.fettle.propose.Manners;
import dev.fettle.propose.Proposal;
import dev.fettle.propose.PullRequestText;
import dev.fettle.propose.StatementsText;
import dev.fettle.propose.Story;
import dev.fettle.workspace.CommitMessage;
import dev.fettle.workspace.CommitStyle;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Workspace;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a gated patch into what stands on the forge: branch, pull request, checks, comment, all through the outbox. Runs inside a transaction. */
final class Proposing {
    private final Backlog backlog;
    private final Forge forge;
    private final Outbox outbox;
    private final Teller teller;
    private final TicketPages pages;
    private final Writes writes;
    private final InstantSource clock;

    Proposing(Backlog backlog, Forge forge, Outbox outbox, Teller teller, TicketPages pages, InstantSource clock) {
        this.backlog = backlog;
        this.forge = forge;
        this.outbox = outbox;
        this.teller = teller;
        this.pages = pages;
        this.writes = new Writes(clock);
        this.clock = clock;
    }

    /**
     * What would be opened, and whether its words hold.
     *
     * @param mended with the verdict on the words among its gates
     * @param commit what the tree is committed as
     */
    record Composed(
            Mended mended,
            Ticket ready,
            String title,
            String body,
            CommitMessage message,
            Map<String, String> texts,
            String commit) {}

    /** Whether a fix is only shown, and nothing is opened. */
    static boolean suggestsOnly(Ticket ticket, RepositorySettings settings) {
        return settings.mode() == Mode.SUGGEST || ticket.metadata().containsKey(Metadata.SUGGEST_ON);
    }

    /**
     * Composes the pull request and holds what it says against what is so. The text is judged as it would be opened, so it says of this gate too that it passed: it
     * is opened only when that comes true.
     */
    Composed compose(Ticket ticket, RepositorySettings settings, Workspace workspace, Mended mended) {
        Author author = Author.of(forge.self());
        workspace.reset();
        Manners manners = Manners.of(workspace);
        CommitStyle style = manners.style();
        String text = CommitText.message(ticket, mended.patch(), style, author.name(), author.email());
        // The time of the ticket, not of now: the same patch makes the same commit when the cycle is run again after a
        // crash.
        CommitMessage message = new CommitMessage(text, author.name(), author.email(), ticket.createdAt());
        Map<String, String> texts = texts(mended.patch().change().files());
        workspace.write(texts);
        String commit = workspace.commit(message);

        List<String> changed =
                mended.patch().change().files().stream().map(FileChange::path).toList();
        String reviewer = manners.owners().reviewer(changed, author.name()).orElse("");
        Ticket ready = Tickets.moved(proposed(ticket, workspace.base(), reviewer, mended), Status.READY, null);
        GateReport hoped = mended.gates().with(ConsistencyGate.AGREES);
        Proposal proposal = new Proposal(
                ready,
                mended.patch(),
                mended.reproduction(),
                mended.search(),
                hoped,
                mended.risk(),
                workspace.base(),
                commit,
                mended.times().byName(),
                Merging.allowed(ready, settings),
                new Proposal.Around(pages.of(ticket.id()), Limits.of(settings)));
        String body = PullRequestText.body(proposal, manners.template());
        Facts facts = new Facts(
                mended.patch(), workspace.base(), commit, hoped, mended.risk().level(), ready.estimatedEffort());
        Verdict verdict = new ConsistencyGate().judge(StatementsText.of(body, text), facts);
        return new Composed(
                mended.with(mended.gates().with(verdict)),
                ready,
                CommitText.title(ticket, mended.patch(), style),
                body,
                message,
                texts,
                commit);
    }

    /** Shows a fix without opening anything. */
    CycleResult suggest(Ticket ticket, int attempt, Mended mended) {
        addAttempt(ticket, attempt, "", mended);
        return suggest(ticket, mended);
    }

    CycleResult propose(
            Ticket ticket,
            int attempt,
            Repository repository,
            RepositorySettings settings,
            Workspace workspace,
            String expected,
            Composed composed) {
        Mended mended = composed.mended();
        addAttempt(ticket, attempt, ticket.branch(), mended);
        String reviewer = composed.ready().metadata().getOrDefault(Metadata.REVIEWER, "");
        Ticket ready = backlog.update(
                ticket.id(),
                t -> Tickets.moved(proposed(t, workspace.base(), reviewer, mended), Status.READY, null),
                "every required gate passed");
        outbox.put(writes.push(
                ticket.repository(),
                ticket.id(),
                new Writes.Push(workspace.base(), ready.branch(), composed.texts(), composed.message(), expected)));
        CheckText.of(composed.commit(), mended.gates(), mended.patch().change())
                .forEach(check -> outbox.put(writes.checkOfPush(ticket.repository(), ticket.id(), check)));
        boolean draft = settings.mode() == Mode.DRAFT;
        outbox.put(writes.pullRequest(
                ticket.repository(),
                ticket.id(),
                new PullRequestDraft(
                        ready.branch(), repository.defaultBranch(), composed.title(), composed.body(), draft)));
        return new CycleResult(State.COMPLETED, ticket.id(), ready.branch(), true, null, composed.title());
    }

    private void addAttempt(Ticket ticket, int attempt, String branch, Mended mended) {
        backlog.addAttempt(new Attempt(
                0,
                ticket.id(),
                attempt,
                branch,
                mended.patch().candidate().summary(),
                AttemptJson.of(mended),
                true,
                "",
                clock.instant()));
    }

    private static Ticket proposed(Ticket ticket, String base, String reviewer, Mended mended) {
        Ticket with = Metadata.with(ticket, Metadata.BASE, base);
        with = Metadata.with(with, Metadata.REVIEWER, reviewer);
        with = Metadata.with(with, Proposed.RULE, mended.patch().rule());
        return Metadata.with(with, Metadata.RISK, Integer.toString(mended.risk().level()));
    }

    private CycleResult suggest(Ticket ticket, Mended mended) {
        Ticket ready = backlog.update(
                ticket.id(),
                t -> Tickets.moved(Metadata.with(t, Metadata.SUGGESTED, "true"), Status.READY, null),
                "a fix is suggested, no branch was made");
        teller.tell(new Story(
                ready,
                ready.title(),
                StoryStages.of(mended.times()),
                new Story.Outcome.Suggested(mended.patch().change().unifiedDiff())));
        return new CycleResult(
                State.COMPLETED,
                ticket.id(),
                "",
                true,
                null,
                mended.patch().candidate().summary());
    }

    private static Map<String, String> texts(List<FileChange> files) {
        Map<String, String> texts = new HashMap<>();
        for (FileChange file : files) {
            String after = file.after();
            if (after == null) {
                throw new IllegalStateException("a repair changes text files only, and deletes none: " + file.path());
            }
            texts.put(file.path(), after);
        }
        return texts;
    }
}
