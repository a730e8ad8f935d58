package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.FramePaths;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.workspace.Since;
import dev.fettle.workspace.WorkspaceException;
import dev.fettle.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files the default branches of repositories have, as the copies on this machine say: a new ticket names the files to modify by their paths. Nothing is fetched for it; a repository of
 * which there is no copy yet has no known files until its first cycle.
 */
public final class CopiedTrees implements KnownTrees {
    private static final Logger LOG = LoggerFactory.getLogger(KnownTrees.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    /** A tree of 100,000 files takes some ten megabytes. */
    private static final int MOST_KEPT = 20;

    private final Forge forge;
    private final Workspaces workspaces;
    private final InstantSource clock;
    private final Map<String, Tree> trees = new LinkedHashMap<>(16, 0.75f, true);

    private record Tree(FramePaths paths, Instant readAt) {}

    public CopiedTrees(Forge forge, Workspaces workspaces, InstantSource clock) {
        this.forge = forge;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public void look(Repository repository) {
        String key = repository.ref().key();
        synchronized (trees) {
            Tree known = trees.get(key);
            if (known != null && known.readAt().plus(FRESH).isAfter(clock.instant())) {
                return;
            }
        }
        try {
            workspaces
                    .knownFiles(forge.remote(repository.ref(), Access.READ), repository.defaultBranch())
                    .ifPresent(files -> keep(key, new Tree(new FramePaths(files), clock.instant())));
        } catch (ForgeException | WorkspaceException e) {
            LOG.info("the files of {} are not known: {}", repository.ref().slug(), e.getMessage());
        }
    }

    @Override
    public Optional<Since> since(RepositoryRef repository, List<String> names, String head) {
        return workspaces.since(forge.remote(repository, Access.READ), names, head);
    }

    private void keep(String key, Tree tree) {
        synchronized (trees) {
            trees.put(key, tree);
            if (trees.size() > MOST_KEPT) {
                trees.remove(trees.keySet().iterator().next());
            }
        }
    }

    @Override
    public String path(RepositoryRef repository, Frame frame) {
        Tree known;
        synchronized (trees) {
            known = trees.get(repository.key());
        }
        return known == null ? "" : known.paths().of(frame);
    }
}
