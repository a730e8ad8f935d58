package dev.fettle.intake;

import dev.fettle.base.RepositoryRef;
import java.util.List;
import java.util.Optional;

/** Which repositories belong to which installation: the token for a repository is minted for the stored installation, never for one a payload names. */
public interface Installations {
    /** Adds repositories to an installation. */
    void add(long installationId, List<RepositoryRef> repositories);

    /** Takes repositories away from an installation. */
    void remove(long installationId, List<RepositoryRef> repositories);

    /** Suspends or resumes an installation; a suspended one owns nothing. */
    void suspend(long installationId, boolean suspended);

    /** Forgets an installation. */
    void delete(long installationId);

    /** The installation a repository belongs to now, unless that is suspended. */
    Optional<Long> of(RepositoryRef repository);

    /** All repositories of installations that are not suspended. */
    List<RepositoryRef> repositories();
}
