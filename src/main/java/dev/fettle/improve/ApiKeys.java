package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.ApiKey.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys for the JSON API and the MCP endpoint. A key is shown once, when it is made; afterwards nobody can read it. */
public interface ApiKeys {
    /**
     * Makes a key.
     *
     * @param repository the only one it is to open, empty for all
     * @param valid how long, empty for until it is taken back
     */
    Minted add(String name, Scope scope, Optional<RepositoryRef> repository, Optional<Duration> valid);

    /** Takes a key back, at once. Returns whether there was one in force. */
    boolean revoke(String id);

    /** All keys that were ever made, oldest first. */
    List<ApiKey> all();

    /** The key that somebody presents, when it is one that is valid now. How long it takes says nothing about how much of it is right. */
    Optional<ApiKey> find(String presented);

    /** Notes which repository stands behind a name, so that a key goes with it when it is renamed, and not with the name. */
    void resolved(RepositoryRef repository);

    /**
     * A key that was just made.
     *
     * @param text the key itself: to be shown once, and kept nowhere
     */
    record Minted(ApiKey key, String text) {}
}
