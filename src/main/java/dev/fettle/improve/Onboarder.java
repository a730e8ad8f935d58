package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Onboarding;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.Repository;
import dev.fettle.propose.Manners;
import dev.fettle.propose.OnboardingText;
import dev.fettle.propose.ProjectFacts;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import dev.fettle.workspace.CommitMessage;
import dev.fettle.workspace.Workspace;
import dev.fettle.workspace.WorkspaceException;
import dev.fettle.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once at a repository that is new, and proposes a settings file for it in the one pull request that is no repair. Never a second time, whatever became of the first. */
public final class Onboarder implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Onboarder.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Onboarding onboarding;
    private final Newcomers newcomers;
    private final RepositorySettings server;
    private final ProjectLook look;
    private final Forge forge;
    private final Workspaces workspaces;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    /** @param server what holds where a repository says nothing itself */
    public Onboarder(
            Onboarding onboarding,
            Newcomers newcomers,
            RepositorySettings server,
            ProjectLook look,
            Forge forge,
            Workspaces workspaces,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock) {
        this.onboarding = onboarding;
        this.newcomers = newcomers;
        this.server = server;
        this.look = look;
        this.forge = forge;
        this.workspaces = workspaces;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Has those looked at that nobody has looked at yet. */
    public void enqueueAll(Watched watched) {
        if (onboarding != Onboarding.OFF && server.enabled()) {
            watched.repositories().stream()
                    .filter(repository -> !repository.archived())
                    .forEach(repository -> newcomers.ask(repository.ref()));
        }
    }

    @Override
    public Result work(WorkItem item) {
        RepositoryRef ref = RepositoryWork.repository(item.key());
        try {
            Optional<Repository> repository = forge.repository(ref).filter(there -> !there.archived());
            if (repository.isPresent() && !newcomers.known(repository.get().ref())) {
                welcome(repository.get());
            }
            return new Result.Done();
        } catch (WorkspaceException e) {
            LOG.warn("{} is looked at later: {}", ref.slug(), e.getMessage());
            return new Result.Later(clock.instant().plus(PAUSE), "git: " + e.getMessage());
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE)).orElseGet(() -> {
                LOG.warn("{} gets no settings file proposed: {}", ref.slug(), e.getMessage());
                return new Result.Done();
            });
        }
    }

    private void welcome(Repository repository) {
        RepositoryRef ref = repository.ref();
        Optional<String> head = forge.branch(ref, repository.defaultBranch());
        if (head.isEmpty()) {
            return; // nothing in it yet
        }
        if (forge.file(ref, RepositorySettings.PATH, repository.defaultBranch()).isPresent()) {
            transactions.inOne(() -> newcomers.note(ref, Newcomers.HAS_FILE));
            return;
        }
        Optional<PullRequest> before = forge.newestPullRequest(ref, Newcomers.BRANCH);
        if (before.isPresent()) {
            transactions.inOne(() -> newcomers.proposed(ref, before.get().number()));
            return;
        }
        try (Workspace workspace = workspaces.checkout(forge.remote(ref, Access.READ), head.get())) {
            ProjectFacts facts = look.at(workspace.root(), ref);
            propose(repository, workspace, facts);
        }
    }

    private void propose(Repository repository, Workspace workspace, ProjectFacts facts) {
        RepositoryRef ref = repository.ref();
        Author author = Author.of(forge.self());
        Manners manners = Manners.of(workspace);
        CommitMessage message = new CommitMessage(
                OnboardingText.message(manners.style(), author.name(), author.email()),
                author.name(),
                author.email(),
                clock.instant());
        Writes.Push push = new Writes.Push(
                workspace.base(),
                Newcomers.BRANCH,
                Map.of(RepositorySettings.PATH, OnboardingText.file(facts, server)),
                message,
                "");
        PullRequestDraft draft = new PullRequestDraft(
                Newcomers.BRANCH,
                repository.defaultBranch(),
                OnboardingText.title(manners.style()),
                OnboardingText.body(facts, server, onboarding),
                false);
        transactions.inOne(() -> {
            if (!newcomers.known(ref)) {
                newcomers.note(ref, Newcomers.ON_ITS_WAY);
                outbox.put(new Writes(clock).onboarding(ref, push, draft));
            }
        });
    }
}
