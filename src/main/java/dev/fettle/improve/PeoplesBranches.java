package dev.fettle.improve;

import dev.fettle.base.TicketBranch;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.Repository;
import dev.fettle.workspace.OpenBranch;
import dev.fettle.workspace.WorkspaceException;
import dev.fettle.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The branches on which people, not programs, have worked lately. Git is asked twice at most, whatever their number. */
final class PeoplesBranches {
    /** After that nobody works on it any more. */
    static final Duration LATELY = Duration.ofDays(14);

    private static final Logger LOG = LoggerFactory.getLogger(PeoplesBranches.class);

    /** Of programs that always open a pull request. */
    private static final List<String> PROGRAMS = List.of("dependabot/", "renovate/", "gh-pages", "gh-readonly-queue/");

    private final Forge forge;
    private final Workspaces workspaces;
    private final InstantSource clock;

    PeoplesBranches(Forge forge, Workspaces workspaces, InstantSource clock) {
        this.forge = forge;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** The one that was worked on last first; none where they cannot be read, which the work itself will show. */
    List<OpenBranch> of(Repository repository) {
        Predicate<String> peoples =
                name -> !TicketBranch.named(name) && PROGRAMS.stream().noneMatch(name::startsWith);
        try {
            return workspaces.openBranches(
                    forge.remote(repository.ref(), Access.READ),
                    repository.defaultBranch(),
                    clock.instant().minus(LATELY),
                    peoples);
        } catch (WorkspaceException e) {
            LOG.info("the branches of {} are not known: {}", repository.ref().slug(), e.getMessage());
            return List.of();
        }
    }
}
