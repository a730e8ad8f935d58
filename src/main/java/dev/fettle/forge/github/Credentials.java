package dev.fettle.forge.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Repository;
import java.util.List;
import java.util.Optional;

/** Who Fettle is on a server, and what it shows to get in. */
interface Credentials {
    /** What opens one repository, for what a stage does there. */
    Secret token(RepositoryRef repository, Stage stage);

    /** The token was not accepted: whether there will be another one. */
    boolean renew(RepositoryRef repository, Stage stage);

    /** Whose limits count for this repository. */
    String principal(RepositoryRef repository);

    /** The user name that git shows together with the token. */
    String gitUser();

    Identity self();

    List<Repository> repositories();

    /** The server's list of deliveries to us; empty where only a repository's admin has one. */
    Optional<HookDeliveries> deliveries();

    /** The installation a repository belongs to, 0 where there are none. */
    long installation(RepositoryRef repository);

    /** Whether check runs may be made; only Apps may. */
    boolean checkRuns();

    /** Whether the server's pages fold what stands in {@code <details>}, and still read it as Markdown. */
    boolean folds();
}
