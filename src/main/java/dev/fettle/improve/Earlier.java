package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.workspace.Since;
import java.util.List;
import java.util.Optional;

/** Earlier revisions of repositories beside later ones. */
@FunctionalInterface
public interface Earlier {
    /**
     * As {@link dev.fettle.workspace.Workspaces#since}. May ask the forge.
     *
     * @param names of the earlier one, the first that is there counts
     * @param head of the later one
     */
    Optional<Since> since(RepositoryRef repository, List<String> names, String head);
}
