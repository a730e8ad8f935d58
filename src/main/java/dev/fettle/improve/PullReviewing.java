package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullReview;
import dev.fettle.forge.Repository;
import dev.fettle.gate.Branch;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Trees;
import dev.fettle.propose.ReviewText;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.GitRemote;
import dev.fettle.workspace.NoSuchCommitException;
import dev.fettle.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at pull requests of people where the repository asks for it: the gates that need nothing but the difference, so that no foreign code is built or run for it.
 * What they find is said in one review.
 */
public final class PullReviewing implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(PullReviewing.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST_FILES = 1_000;

    private final GateChoice gates;
    private final Forge forge;
    private final Workspaces workspaces;
    private final SettingsSource settingsSource;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    /** @param gates those that look at a difference alone */
    public PullReviewing(
            GateChoice gates,
            Forge forge,
            Workspaces workspaces,
            SettingsSource settingsSource,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock) {
        this.gates = gates;
        this.forge = forge;
        this.workspaces = workspaces;
        this.settingsSource = settingsSource;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The work that a new head makes; each head once, and heads of one pull request one after the other. */
    static WorkItem item(RepositoryRef repository, long number, String head, InstantSource clock) {
        return new PullHead(repository, number, head).item("", clock.instant());
    }

    @Override
    public Result work(WorkItem item) {
        PullHead head = PullHead.of(item);
        try {
            review(head);
            return new Result.Done();
        } catch (NoSuchCommitException | SettingsException e) {
            LOG.info(
                    "#{} of {} is not reviewed: {}",
                    head.number(),
                    head.repository().slug(),
                    e.getMessage());
            return new Result.Done();
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE)).orElseGet(() -> {
                LOG.warn(
                        "#{} of {} is not reviewed: {}",
                        head.number(),
                        head.repository().slug(),
                        e.getMessage());
                return new Result.Done();
            });
        }
    }

    private void review(PullHead head) {
        RepositoryRef ref = head.repository();
        Optional<Repository> repository = forge.repository(ref);
        if (repository.isEmpty() || repository.get().archived()) {
            return;
        }
        RepositorySettings settings = settingsSource.of(repository.get());
        Optional<PullRequest> pull = head.open(forge);
        if (!settings.enabled()
                || !settings.reviewsPullRequests()
                || pull.isEmpty()
                || pull.get().labels().contains(RepositorySettings.OFF_LABEL)) {
            return; // switched off meanwhile, closed, or another head is on its way
        }
        GitRemote remote = forge.remote(ref, Access.READ);
        Change change = workspaces.changeSince(remote, pull.get().baseBranch(), head.head(), MOST_FILES);
        Branch branch = new Branch(
                path -> workspaces.text(remote, head.head(), path),
                workspaces.history(remote, change.base(), head.head()));
        GateReport report =
                gates.of(settings).judge(new GateInput(change, null, null, Trees.ONLY_THE_DIFFERENCE, branch));
        PullReview review = ReviewText.of(head.number(), head.head(), report, change);
        transactions.inOne(() -> outbox.put(new Writes(clock).review(ref, review)));
    }
}
