package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Issue;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.Repository;
import dev.fettle.improve.BacklogIssues.Kept;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.propose.BacklogIssueText;
import dev.fettle.propose.QueuePart;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the one issue that mirrors a repository's backlog, where its settings ask for one. There is none before the first ticket; one that a person closed is left alone. A box that is
 * ticked, and of which no webhook told, is found here before it would be written over.
 */
public final class BacklogMirror implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogMirror.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RepositoryQueue queue;
    private final BacklogIssues issues;
    private final Forge forge;
    private final SettingsSource settingsSource;
    private final FoundDeliveries found;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public BacklogMirror(
            Backlog backlog,
            BacklogIssues issues,
            Forge forge,
            SettingsSource settingsSource,
            DeliveryLog deliveries,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock) {
        this.queue = new RepositoryQueue(backlog);
        this.issues = issues;
        this.forge = forge;
        this.settingsSource = settingsSource;
        this.found = new FoundDeliveries(deliveries, clock);
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Has each repository looked at that wants such an issue, or has one. */
    public void enqueueAll(Watched watched) {
        watched.repositories().stream()
                .map(Repository::ref)
                .filter(ref -> settingsSource.lastRead(ref).backlogIssue()
                        || issues.kept(ref).number() != 0)
                .forEach(ref -> issues.ask(ref, Duration.ZERO));
    }

    @Override
    public Result work(WorkItem item) {
        RepositoryRef ref = RepositoryWork.repository(item.key());
        try {
            Optional<Repository> repository = forge.repository(ref).filter(there -> !there.archived());
            return repository.isEmpty() ? new Result.Done() : mirror(repository.get());
        } catch (SettingsException e) {
            LOG.info("the settings of {} have mistakes: {}", ref.slug(), e.getMessage());
            return new Result.Done();
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE)).orElseGet(() -> {
                LOG.warn("the backlog issue of {} is left as it is: {}", ref.slug(), e.getMessage());
                return new Result.Done();
            });
        }
    }

    private Result mirror(Repository repository) {
        RepositoryRef ref = repository.ref();
        RepositorySettings settings = settingsSource.of(repository);
        Kept kept = issues.kept(ref);
        boolean leaves = !settings.backlogIssue() && (kept.number() == 0 || kept.off());
        if (!settings.enabled() || leaves) {
            return new Result.Done();
        }
        Instant earliest = issues.notBefore(kept);
        if (earliest.isAfter(clock.instant())) {
            return new Result.Later(earliest, "it was written a moment ago");
        }
        Optional<Issue> standing = kept.number() == 0 ? Optional.empty() : forge.issue(ref, kept.number());
        if (standing.isPresent() && !standing.get().open()) {
            return new Result.Done(); // a person closed it
        }
        if (settings.backlogIssue() && standing.isPresent() && unheard(kept, standing.get())) {
            found.edited(repository, standing.get());
            return new Result.Later(clock.instant().plus(PAUSE), "a box is ticked");
        }
        write(ref, settings, kept, standing);
        return new Result.Done();
    }

    private static boolean unheard(Kept kept, Issue standing) {
        Set<String> ticked = BacklogIssues.names(BacklogIssueText.ticked(standing.body()));
        return !kept.heard().containsAll(ticked);
    }

    private void write(RepositoryRef ref, RepositorySettings settings, Kept kept, Optional<Issue> standing) {
        String body = BacklogIssueText.switchedOff();
        if (settings.backlogIssue()) {
            List<QueuePart> parts = queue.parts(ref);
            if (standing.isEmpty() && parts.stream().allMatch(part -> part.all() == 0)) {
                return;
            }
            body = BacklogIssueText.body(parts);
        }
        IssueDraft draft = new IssueDraft(
                standing.map(Issue::number).orElse(0L),
                BacklogIssueText.MARKER,
                BacklogIssueText.TITLE,
                body,
                BacklogIssueText.comment(body),
                standing.map(Issue::body).map(IssueDraft::print).orElse(""));
        transactions.inOne(() -> {
            Kept now = issues.kept(ref);
            if (now.off() == settings.backlogIssue()) {
                issues.keep(ref, now.off(!settings.backlogIssue()));
            }
            outbox.put(new Writes(clock).issue(ref, draft));
        });
    }
}
