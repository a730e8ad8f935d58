package dev.fettle.improve;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.Waiver;
import dev.fettle.propose.AnswerText;
import dev.fettle.propose.CheckText;
import dev.fettle.propose.PullRequestText;
import dev.fettle.workspace.Change;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /fettle waive}: lets one gate not count for one patch, on record. Where the gate stopped the patch, the ticket is tried again, and the same patch gets
 * through; where the pull request stands, its text and its checks are edited to say so.
 */
final class Waiving {
    private final Backlog backlog;
    private final Audit audit;
    private final Forge forge;
    private final Intaking intaking;
    private final Outbox outbox;
    private final Writes writes;

    Waiving(Backlog backlog, Audit audit, Forge forge, Intaking intaking, Outbox outbox, InstantSource clock) {
        this.backlog = backlog;
        this.audit = audit;
        this.forge = forge;
        this.intaking = intaking;
        this.outbox = outbox;
        this.writes = new Writes(clock);
    }

    /** Our pull request of a ticket as it stands; asked before the transaction. */
    Optional<PullRequest> standing(RepositoryRef repository, Optional<Ticket> ticket) {
        return ticket.map(found -> found.metadata().get(Metadata.PULL_REQUEST))
                .flatMap(number -> forge.pullRequest(repository, Long.parseLong(number)));
    }

    /** Waives, or says why not. Returns the answer. */
    String waive(Ticket ticket, String argument, String login, Optional<PullRequest> standing) {
        String[] words = argument.strip().split("\\s+", 2);
        String gate = words[0].toLowerCase(Locale.ROOT);
        String reason = words.length > 1 ? intaking.clean(words[1]) : "";
        List<Attempt> attempts = backlog.attempts(ticket.id());
        Optional<Judged> judged = attempts.isEmpty() ? Optional.empty() : Judged.of(attempts.get(attempts.size() - 1));
        if (judged.isEmpty()) {
            return AnswerText.notWaived("The last attempt got to no patch that the gates judged.");
        }
        Optional<Verdict> verdict = judged.get().verdict(gate);
        if (verdict.isEmpty() || reason.isBlank()) {
            return AnswerText.howToWaive(judged.get().report());
        }
        Optional<String> impossible = Waiver.impossible(verdict.get());
        if (impossible.isPresent()) {
            return AnswerText.notWaived(impossible.get());
        }
        if (verdict.get().outcome() != Outcome.FAIL && verdict.get().outcome() != Outcome.ERROR) {
            return AnswerText.notWaived("It did not fail: " + verdict.get().title());
        }
        Waiver waiver = new Waiver(gate, judged.get().patch(), login, reason);
        if (ticket.status() == Status.FAILED) {
            record(ticket, waiver, "");
            intaking.reopen(backlog.find(ticket.id()).orElse(ticket), login, "waived " + gate + " by " + login);
            return AnswerText.waivedAhead(waiver);
        }
        String head = ticket.metadata().getOrDefault(Metadata.HEAD, "");
        boolean stands = ticket.status() == Status.READY
                && standing.isPresent()
                && standing.get().state() == PullRequest.State.OPEN
                && standing.get().headSha().equals(head);
        if (!stands) {
            return AnswerText.notWaived("The patch that the gates judged is not the one that stands there now.");
        }
        record(ticket, waiver, head);
        show(ticket, judged.get().report(), waiver, head, standing.get());
        return AnswerText.waived(waiver, head);
    }

    private void record(Ticket ticket, Waiver waiver, String head) {
        audit.record(
                waiver.by(),
                "waive",
                ticket.id(),
                "gate " + waiver.gate() + ", head " + (head.isEmpty() ? "none yet" : head) + ", patch " + waiver.patch()
                        + ", because: " + waiver.reason());
        backlog.update(
                ticket.id(),
                t -> Metadata.waived(t, waiver),
                "gate " + waiver.gate() + " waived by " + waiver.by() + ": " + waiver.reason());
    }

    private void show(Ticket ticket, GateReport judged, Waiver waiver, String head, PullRequest standing) {
        List<Waiver> all =
                new ArrayList<>(Metadata.waivers(backlog.find(ticket.id()).orElse(ticket)).stream()
                        .filter(each -> each.patch().equals(waiver.patch()))
                        .toList());
        GateReport report = new GateReport(judged.verdicts(), judged.required(), all);
        // The remarks on lines stand already, and an edit takes none away.
        Change nothing = new Change(ticket.metadata().getOrDefault(Metadata.BASE, head), head, List.of());
        CheckText.of(head, report, nothing).stream()
                .filter(check -> check.name().equals("fettle/" + waiver.gate())
                        || check.name().equals("fettle/summary"))
                .forEach(check -> outbox.put(writes.check(ticket.repository(), check)));
        outbox.put(writes.pullRequest(
                ticket.repository(),
                ticket.id(),
                new PullRequestDraft(
                        standing.headBranch(),
                        standing.baseBranch(),
                        standing.title(),
                        PullRequestText.waived(standing.body(), all, head),
                        standing.draft())));
    }
}
