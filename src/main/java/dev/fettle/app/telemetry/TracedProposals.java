package dev.fettle.app.telemetry;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.StandingIssue;
import dev.fettle.improve.Outbox.Entry;
import dev.fettle.improve.OutboxSender;
import dev.fettle.workspace.PushResult;
import java.util.function.Consumer;

/** What becomes of a branch and its pull request, each a moment in the trace of its ticket. */
final class TracedProposals implements OutboxSender.Listener {
    private final OutboxSender.Listener listener;
    private final Backlog backlog;
    private final Traces traces;

    TracedProposals(OutboxSender.Listener listener, Backlog backlog, Traces traces) {
        this.listener = listener;
        this.backlog = backlog;
        this.traces = traces;
    }

    @Override
    public boolean wanted(String ticketId) {
        return listener.wanted(ticketId);
    }

    @Override
    public void pushed(String ticketId, PushResult result, String commit) {
        noted("push", ticketId, span -> {
            span.outcome(result.name());
            listener.pushed(ticketId, result, commit);
        });
    }

    @Override
    public void proposed(String ticketId, PullRequest pullRequest) {
        noted("proposal", ticketId, span -> {
            span.span().setAttribute("fettle.pull_request", pullRequest.number());
            listener.proposed(ticketId, pullRequest);
        });
    }

    @Override
    public void merged(String ticketId, MergeResult result) {
        noted("merge", ticketId, span -> {
            span.outcome(result.name());
            listener.merged(ticketId, result);
        });
    }

    /** Of no ticket. */
    @Override
    public void onboarding(RepositoryRef repository, long number) {
        listener.onboarding(repository, number);
    }

    /** Of no ticket either. */
    @Override
    public void stands(RepositoryRef repository, IssueDraft draft, StandingIssue standing) {
        listener.stands(repository, draft, standing);
    }

    @Override
    public void refused(Entry entry, String why) {
        listener.refused(entry, why);
    }

    private void noted(String name, String ticketId, Consumer<OpenSpan> told) {
        var span = backlog.find(ticketId)
                .map(ticket -> traces.span(name, ticket))
                .orElseGet(() -> traces.span(name).setAttribute("fettle.ticket", ticketId));
        try (OpenSpan open = new OpenSpan(span.startSpan())) {
            told.accept(open);
        }
    }
}
