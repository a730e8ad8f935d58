package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.TicketBranch;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Check;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Forge;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import dev.fettle.intake.Signal;
import dev.fettle.intake.Signal.FailureClass;
import dev.fettle.propose.RevertText;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** From a red CI run to a ticket: the default branch's, or that of a person's pull request, where the fix is then suggested. */
final class CiTriage {
    private final Backlog backlog;
    private final Lookup lookup;
    private final Forge forge;
    private final Intaking intaking;
    private final Endings endings;
    private final RedRuns runs;
    private final DefaultBranchPushes pushes;
    private final PeoplesWork people;
    private final InstantSource clock;

    CiTriage(
            Backlog backlog,
            Forge forge,
            Intaking intaking,
            Endings endings,
            DefaultBranchPushes pushes,
            InstantSource clock) {
        this.pushes = pushes;
        this.people = new PeoplesWork(forge, backlog);
        this.endings = endings;
        this.backlog = backlog;
        this.lookup = new Lookup(backlog);
        this.forge = forge;
        this.intaking = intaking;
        this.clock = clock;
        this.runs = new RedRuns(forge, intaking::clean, clock);
    }

    Handled failed(Event.CiFailed event, Repository repository, RepositorySettings settings) {
        CiRun run = event.run();
        if (run.name().startsWith("fettle/")) {
            return Handled.ignored(IgnoreReason.OWN_DOING, run.name());
        }
        if (TicketBranch.named(run.headBranch())) {
            return ours(repository.ref(), run);
        }
        Map<String, String> extras =
                new HashMap<>(Map.of(Metadata.DELIVERIES, event.origin().delivery()));
        if (!run.url().isEmpty()) {
            extras.put(Metadata.RUN_URL, run.url());
        }
        if (run.headBranch().equals(repository.defaultBranch())) {
            Optional<String> head = forge.branch(repository.ref(), repository.defaultBranch());
            if (head.isPresent() && superseded(repository.ref(), run, head.get())) {
                return late(run);
            }
            turnedRed(run, repository.ref()).ifPresent(push -> {
                extras.put(Metadata.TURNED_RED, RevertText.value(push.before(), push.after(), push.pullRequest()));
                if (mergedByUs(repository.ref(), push)) {
                    extras.put(Metadata.OWN_CHANGE, Long.toString(push.pullRequest()));
                }
            });
        } else {
            Optional<PullRequest> pullRequest = personsPullRequest(repository.ref(), run);
            if (pullRequest.isEmpty()) {
                return Handled.noted("NOTHING", "a red branch that is neither the default one nor a pull request's");
            }
            PullRequest theirs = pullRequest.get();
            if (superseded(repository.ref(), run, theirs.headSha())) {
                return late(run);
            }
            boolean trusted = theirs.headRepository()
                            .equalsIgnoreCase(repository.ref().slug())
                    && forge.permission(repository.ref(), theirs.author()).mayWrite();
            if (!trusted) {
                return Handled.ignored(
                        IgnoreReason.NO_WRITE_ACCESS, "the pull request is from outside, its code is not run");
            }
            extras.put(Metadata.SUGGEST_ON, Long.toString(theirs.number()));
            extras.put(Metadata.BRANCH, theirs.headBranch());
            extras.put(Metadata.REQUESTED_BY, theirs.author());
        }
        return ticket(run, repository.ref(), extras, settings);
    }

    /**
     * A late word on a commit that newer ones stand on, where the run of the newest one has ended: that one tells how it is now. As long as it has not, as in a repository that never rests, the
     * late word is the newest there is.
     */
    private boolean superseded(RepositoryRef repository, CiRun run, String head) {
        if (head.equals(run.headSha())) {
            return false;
        }
        List<Check> telling = telling(repository, head, run.name());
        return !telling.isEmpty()
                && telling.stream()
                        .allMatch(check -> check.state() == Check.State.GREEN || check.state() == Check.State.RED);
    }

    private static Handled late(CiRun run) {
        return Handled.noted("NOTHING", run.name() + " of a commit that newer ones have taken the place of");
    }

    private Handled ticket(
            CiRun run, RepositoryRef repository, Map<String, String> extras, RepositorySettings settings) {
        Optional<RedRuns.Red> read = runs.read(repository, run, !extras.containsKey(Metadata.SUGGEST_ON));
        if (read.isEmpty()) {
            return Handled.noted("NOTHING", "a suite without logs says no more than its runs do");
        }
        RedRuns.Red red = read.get();
        Signal.RedTests signal = red.signal();
        if (!red.attempted()) {
            FailureClass failureClass = signal.failureClass();
            boolean takenBack = extras.containsKey(Metadata.TURNED_RED)
                    && failureClass != FailureClass.INFRASTRUCTURE
                    && failureClass != FailureClass.FLAKY;
            if (!takenBack) {
                return Handled.noted("NOT_ATTEMPTED " + failureClass.name(), red.diagnosis());
            }
            extras.put(Metadata.NOT_ATTEMPTED, red.diagnosis());
        }
        if (!extras.containsKey(Metadata.SUGGEST_ON)) {
            people.about(repository, signal)
                    .ifPresent(theirs -> extras.put(Metadata.IN_HANDS, Long.toString(theirs.number())));
        }
        return new Handled(
                "TICKET",
                "red run " + run.name() + " on " + run.headBranch(),
                () -> intaking.take(
                        signal, extras, settings, true, "CI run " + run.name() + " failed on " + run.headSha()));
    }

    /** With which push the branch turned red, where it is known that the run was green before it. */
    private Optional<DefaultBranchPushes.Push> turnedRed(CiRun run, RepositoryRef repository) {
        return pushes.to(repository, run.headSha()).filter(push -> wasGreen(repository, push.before(), run.name()));
    }

    /** Whether what a push brought is a pull request of ours: what we broke ourselves we do not go on to mend. */
    private boolean mergedByUs(RepositoryRef repository, DefaultBranchPushes.Push push) {
        return push.pullRequest() != 0 && lookup.merged(repository, push.pullRequest());
    }

    private boolean wasGreen(RepositoryRef repository, String commit, String name) {
        List<Check> telling = telling(repository, commit, name);
        return !telling.isEmpty() && telling.stream().allMatch(check -> check.state() == Check.State.GREEN);
    }

    /** The checks of that name on a commit, all where none has it. */
    private List<Check> telling(RepositoryRef repository, String commit, String name) {
        List<Check> checks = forge.checks(repository, commit).stream()
                .filter(check -> !check.ours())
                .toList();
        List<Check> same =
                checks.stream().filter(check -> check.run().name().equals(name)).toList();
        return same.isEmpty() ? checks : same;
    }

    /** A failed deployment of the default branch waits for a person; one that works ends what waited. */
    Handled deployed(Event.DeploymentEnded event, Repository repository, RepositorySettings settings) {
        RepositoryRef ref = repository.ref();
        String run = "deployment to " + (event.environment().isEmpty() ? "somewhere" : event.environment());
        if (event.good()) {
            return ended(ref, repository.defaultBranch(), run, event.commit());
        }
        Optional<String> head = forge.branch(ref, repository.defaultBranch());
        if (head.isEmpty() || !head.get().equals(event.commit())) {
            return Handled.noted("NOTHING", run + " of a commit that is not the head of the default branch");
        }
        String said = intaking.clean(event.description());
        Signal signal = new Signal.RedTests(
                ref,
                clock.instant(),
                event.commit(),
                repository.defaultBranch(),
                true,
                run,
                FailureClass.DEPLOYMENT,
                List.of(),
                null,
                run + (said.isBlank() ? "" : ": " + said));
        Map<String, String> extras = new HashMap<>();
        extras.put(Metadata.DELIVERIES, event.origin().delivery());
        extras.put(Metadata.NOT_ATTEMPTED, FailureClass.DEPLOYMENT.sentence());
        pushes.to(ref, event.commit())
                .ifPresent(push -> extras.put(
                        Metadata.TURNED_RED, RevertText.value(push.before(), push.after(), push.pullRequest())));
        return new Handled(
                "TICKET",
                run + " failed",
                () -> intaking.take(signal, extras, settings, true, run + " failed on " + event.commit()));
    }

    private Handled ours(RepositoryRef repository, CiRun run) {
        return followed(
                repository,
                run,
                ticket -> new Handled(
                        "OURS_RED",
                        ticket.id(),
                        () -> backlog.update(
                                ticket.id(),
                                t -> Metadata.with(t, "ci", "red: " + run.name()),
                                "CI run " + run.name() + " failed on our own branch")));
    }

    private Handled oursGreen(RepositoryRef repository, CiRun run) {
        return followed(
                repository, run, ticket -> new Handled("OURS_GREEN", ticket.id(), () -> intaking.lookAtMerge(ticket)));
    }

    private Handled followed(RepositoryRef repository, CiRun run, Function<Ticket, Handled> handling) {
        return OurBranches.ticket(backlog, repository, run.headBranch())
                .filter(ticket -> run.headSha().equals(ticket.metadata().get(Metadata.HEAD)))
                .map(handling)
                .orElseGet(() -> Handled.noted("NOTHING", "not the head of a pull request that Fettle follows"));
    }

    /** A branch that is green again needs no fix any more. */
    Handled passed(Event.CiPassed event) {
        CiRun run = event.run();
        if (TicketBranch.named(run.headBranch())) {
            return oursGreen(event.origin().repository(), run);
        }
        return ended(event.origin().repository(), run.headBranch(), run.name(), run.headSha());
    }

    private Handled ended(RepositoryRef repository, String branch, String run, String commit) {
        String key = Evidence.CiFailure.key(branch, run);
        List<Ticket> obsolete = lookup.standing(repository, Condition.equal(Facet.RED_RUN, key)).stream()
                .filter(ticket -> ticket.status() == Status.OPEN)
                .filter(ticket -> ticket.evidence().stream().allMatch(Evidence.CiFailure.class::isInstance))
                .toList();
        if (obsolete.isEmpty()) {
            return Handled.noted("NOTHING", "no ticket waits for " + run + " on " + branch);
        }
        return new Handled(
                "OBSOLETE",
                obsolete.size() + " ticket(s)",
                () -> obsolete.forEach(
                        ticket -> endings.stop(ticket.id(), why(ticket, commit), run + " is green on " + commit)));
    }

    /** Red and green on one commit is no repair. */
    private static WaitingReason why(Ticket ticket, String commit) {
        boolean same = ticket.evidence().stream()
                .anyMatch(evidence -> evidence instanceof Evidence.CiFailure failure
                        && failure.commit().equals(commit));
        return same ? WaitingReason.FLAKY : WaitingReason.OBSOLETE;
    }

    private Optional<PullRequest> personsPullRequest(RepositoryRef repository, CiRun run) {
        List<PullRequest> found = forge.openPullRequests(repository).stream()
                .filter(pullRequest -> pullRequest.headSha().equals(run.headSha())
                        || pullRequest.headBranch().equals(run.headBranch()))
                .toList();
        // A fork may have a pull request of the same commit: it must not stand before the repository's own.
        return found.stream()
                .filter(pullRequest -> pullRequest.headRepository().equalsIgnoreCase(repository.slug()))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }
}
