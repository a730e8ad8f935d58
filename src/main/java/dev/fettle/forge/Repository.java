package dev.fettle.forge;

import dev.fettle.base.RepositoryRef;

/**
 * A repository as the server describes it.
 *
 * @param ref its name
 * @param defaultBranch such as {@code main}
 * @param isPrivate whether only some may read it
 * @param archived whether it is read-only
 * @param installationId the App installation it belongs to, 0 in token mode
 */
public record Repository(
        RepositoryRef ref, String defaultBranch, boolean isPrivate, boolean archived, long installationId) {}
