package dev.fettle.improve;

import dev.fettle.base.Checkpoint;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.StandingIssue;
import dev.fettle.improve.Outbox.Entry;
import dev.fettle.propose.StatusCommentText;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import dev.fettle.workspace.PushResult;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import dev.fettle.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the writes that the outbox holds, in their order, one repository at a time. Every verb looks before it writes, so a crash between "done there" and
 * "noted here" makes no duplicate: the write is found to be there when it is tried again.
 */
public final class OutboxSender implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final Duration UNAVAILABLE_PAUSE = Duration.ofSeconds(30);

    /** Hears what became of a write, in the transaction that notes it. */
    public interface Listener {
        /** Whether a ticket's branch and pull request are still wanted. */
        boolean wanted(String ticketId);

        /** The branch is pushed, or was not because somebody moved it. */
        void pushed(String ticketId, PushResult result, String commit);

        /** The pull request stands. */
        void proposed(String ticketId, PullRequest pullRequest);

        /** A merge was done, or was not because the head is another by now or the forge says no. */
        void merged(String ticketId, MergeResult result);

        /** The pull request that proposes a settings file stands, or stood before. */
        void onboarding(RepositoryRef repository, long number);

        /** The issue that mirrors the backlog stands, as wanted or otherwise. */
        void stands(RepositoryRef repository, IssueDraft draft, StandingIssue standing);

        /** The forge will not take a write, however often it is sent. */
        void refused(Entry entry, String why);
    }

    private final Outbox outbox;
    private final Forge forge;
    private final Workspaces workspaces;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Checkpoint checkpoint;
    private final Listener listener;
    private final TicketPages pages;
    private final CommentBudget comments;

    public OutboxSender(
            Outbox outbox,
            Forge forge,
            Workspaces workspaces,
            SettingsSource settings,
            Transactions transactions,
            InstantSource clock,
            Checkpoint checkpoint,
            TicketPages pages,
            Listener listener) {
        this.outbox = outbox;
        this.forge = forge;
        this.workspaces = workspaces;
        this.transactions = transactions;
        this.clock = clock;
        this.checkpoint = checkpoint;
        this.listener = listener;
        this.pages = pages;
        this.comments = new CommentBudget(outbox, settings, clock);
    }

    @Override
    public Result work(WorkItem item) {
        Optional<Entry> next = first(item.key());
        while (next.isPresent()) {
            Entry entry = next.get();
            try {
                checkpoint.passed("outbox: before " + entry.key());
                transactions.stillOurs();
                send(entry);
                checkpoint.passed("outbox: noted " + entry.key());
            } catch (WorkspaceException e) {
                // A push that did not come through, or whose answer was lost: the next one finds out which.
                LOG.warn("outbox of {} waits: {}", item.key(), e.getMessage());
                return new Result.Later(clock.instant().plus(UNAVAILABLE_PAUSE), "git: " + e.getMessage());
            } catch (ForgeException e) {
                switch (e.kind()) {
                    case LIMITED, UNAVAILABLE -> {
                        Instant when = e.retryAt().orElse(clock.instant().plus(UNAVAILABLE_PAUSE));
                        LOG.info("outbox of {} waits until {}: {}", item.key(), when, e.getMessage());
                        return new Result.Later(when, e.kind().name());
                    }
                    case FORBIDDEN, NOT_FOUND, REFUSED -> refused(entry, e);
                }
            }
            next = first(item.key());
        }
        return outbox.waiting(item.key()).stream()
                .map(comments::notBefore)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .<Result>map(when -> new Result.Later(when, "the comments of this hour are used up"))
                .orElseGet(Result.Done::new);
    }

    /** The oldest that may go now: comments above their budget let others pass. */
    private Optional<Entry> first(String repositoryKey) {
        return outbox.waiting(repositoryKey).stream()
                .filter(entry -> comments.notBefore(entry).isEmpty())
                .findFirst();
    }

    private void refused(Entry entry, ForgeException why) {
        LOG.warn("the forge refuses {}: {}", entry.key(), why.getMessage());
        String reason = why.kind() + ": " + why.getMessage();
        transactions.inOne(() -> {
            outbox.failed(entry, reason);
            listener.refused(entry, reason);
        });
    }

    private void send(Entry entry) {
        RepositoryRef repository = Writes.repository(entry);
        Map<String, String> fields = entry.fields();
        switch (entry.verb()) {
            case PUSH_BRANCH -> push(entry, repository);
            case PULL_REQUEST -> pullRequest(entry, repository);
            case ONBOARDING -> onboarding(entry, repository);
            case ISSUE -> issue(entry, repository);
            case PIN -> {
                forge.ensurePinned(repository, Long.parseLong(Writes.get(fields, "number")));
                noted(entry, "");
            }
            case COMMENT ->
                noted(
                        entry,
                        forge.ensureComment(
                                        repository,
                                        Long.parseLong(Writes.get(fields, "number")),
                                        Writes.get(fields, "marker"),
                                        body(fields))
                                .url());
            case REVIEW -> {
                forge.ensureReview(repository, Writes.review(entry));
                noted(entry, "");
            }
            case CHECK_RUN -> {
                if (fields.containsKey("ticket")
                        && !pushed(
                                Writes.get(fields, "ticket"),
                                Writes.check(entry).sha())) {
                    transactions.inOne(() -> outbox.failed(entry, "its commit was not pushed"));
                    return;
                }
                forge.ensureCheckRun(repository, Writes.check(entry));
                noted(entry, "");
            }
            case REACTION -> {
                forge.ensureReaction(
                        repository,
                        Long.parseLong(Writes.get(fields, "number")),
                        Long.parseLong(Writes.get(fields, "comment")),
                        Reaction.valueOf(Writes.get(fields, "reaction")));
                noted(entry, "");
            }
            case LABEL -> {
                label(repository, fields);
                noted(entry, "");
            }
            case CLOSE_PULL_REQUEST -> {
                forge.ensureClosed(repository, Long.parseLong(Writes.get(fields, "number")));
                noted(entry, "");
            }
            case REVIEWER -> {
                forge.ensureReviewer(
                        repository, Long.parseLong(Writes.get(fields, "number")), Writes.get(fields, "login"));
                noted(entry, "");
            }
            case MERGE -> merge(entry, repository);
        }
    }

    /** Where pages are is known to whoever sends, and may be another place than when it was noted. */
    private String body(Map<String, String> fields) {
        String page = pages.of(fields.getOrDefault("ticket", ""));
        String body = Writes.get(fields, "body");
        return fields.containsKey("ticket") && !page.isEmpty() ? StatusCommentText.following(body, page) : body;
    }

    private void label(RepositoryRef repository, Map<String, String> fields) {
        long number = Long.parseLong(Writes.get(fields, "number"));
        String label = Writes.get(fields, "label");
        if (Boolean.parseBoolean(Writes.get(fields, "on"))) {
            forge.ensureLabel(repository, number, label);
        } else {
            forge.ensureNoLabel(repository, number, label);
        }
    }

    private void onboarding(Entry entry, RepositoryRef repository) {
        Writes.Push push = Writes.push(entry);
        Optional<PullRequest> before = forge.newestPullRequest(repository, push.branch());
        if (before.isEmpty()) {
            try (Workspace workspace = workspaces.checkout(forge.remote(repository, Access.WRITE), push.base())) {
                workspace.write(push.texts());
                String commit = workspace.commit(push.message());
                transactions.stillOurs();
                PushResult result = workspace.push(commit, push.branch(), push.expected());
                boolean pushed = result == PushResult.PUSHED || result == PushResult.UP_TO_DATE;
                if (!pushed && !standsAlready(repository, push)) {
                    throw new ForgeException(
                            ForgeException.Kind.REFUSED, "its branch is another's: " + result, null, null);
                }
            }
            checkpoint.passed("outbox: pushed " + entry.key());
        }
        PullRequest standing = before.orElseGet(() -> forge.ensurePullRequest(repository, Writes.draft(entry)));
        checkpoint.passed("outbox: opened " + entry.key());
        transactions.inOne(() -> {
            outbox.done(entry, Long.toString(standing.number()));
            listener.onboarding(repository, standing.number());
        });
    }

    /** An earlier try may have come as far as the branch. */
    private boolean standsAlready(RepositoryRef repository, Writes.Push push) {
        return push.texts().entrySet().stream()
                .allMatch(text -> forge.file(repository, text.getKey(), push.branch())
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .filter(text.getValue()::equals)
                        .isPresent());
    }

    private void issue(Entry entry, RepositoryRef repository) {
        IssueDraft draft = Writes.issue(entry);
        StandingIssue standing = forge.ensureIssue(repository, draft);
        checkpoint.passed("outbox: wrote " + entry.key());
        transactions.inOne(() -> {
            outbox.done(entry, Long.toString(standing.issue().number()));
            listener.stands(repository, draft, standing);
        });
    }

    private void merge(Entry entry, RepositoryRef repository) {
        String ticket = Writes.get(entry.fields(), "ticket");
        if (!listener.wanted(ticket)) {
            transactions.inOne(() -> outbox.failed(entry, "the ticket was stopped meanwhile"));
            return;
        }
        long number = Long.parseLong(Writes.get(entry.fields(), "number"));
        forge.ensureReady(repository, number);
        MergeResult result = forge.merge(repository, number, Writes.get(entry.fields(), "head"));
        checkpoint.passed("outbox: merged " + entry.key());
        transactions.inOne(() -> {
            if (result == MergeResult.MERGED) {
                outbox.done(entry, result.name());
            } else {
                outbox.failed(entry, result.name());
            }
            listener.merged(ticket, result);
        });
    }

    private void push(Entry entry, RepositoryRef repository) {
        Writes.Push push = Writes.push(entry);
        String ticket = Writes.get(entry.fields(), "ticket");
        if (!listener.wanted(ticket)) {
            transactions.inOne(() -> outbox.failed(entry, "the ticket was stopped meanwhile"));
            return;
        }
        try (Workspace workspace = workspaces.checkout(forge.remote(repository, Access.WRITE), push.base())) {
            workspace.write(push.texts());
            String commit = workspace.commit(push.message());
            transactions.stillOurs();
            PushResult result = workspace.push(commit, push.branch(), push.expected());
            checkpoint.passed("outbox: pushed " + entry.key());
            transactions.inOne(() -> {
                if (result == PushResult.PUSHED || result == PushResult.UP_TO_DATE) {
                    outbox.done(entry, commit);
                } else {
                    outbox.failed(entry, result.name());
                }
                listener.pushed(ticket, result, commit);
            });
        }
    }

    private void pullRequest(Entry entry, RepositoryRef repository) {
        String ticket = Writes.get(entry.fields(), "ticket");
        if (outbox.result(Writes.pushKey(ticket)).isEmpty() || !listener.wanted(ticket)) {
            transactions.inOne(() -> outbox.failed(entry, "its branch was not pushed, or it is not wanted any more"));
            return;
        }
        PullRequest pullRequest = forge.ensurePullRequest(repository, Writes.draft(entry));
        checkpoint.passed("outbox: opened " + entry.key());
        transactions.inOne(() -> {
            outbox.done(entry, Long.toString(pullRequest.number()));
            listener.proposed(ticket, pullRequest);
        });
    }

    private boolean pushed(String ticket, String commit) {
        return outbox.result(Writes.pushKey(ticket)).filter(commit::equals).isPresent();
    }

    private void noted(Entry entry, String result) {
        checkpoint.passed("outbox: sent " + entry.key());
        transactions.inOne(() -> outbox.done(entry, result));
    }
}
