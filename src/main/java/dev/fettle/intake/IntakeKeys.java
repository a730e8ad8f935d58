package dev.fettle.intake;

import dev.fettle.base.RepositoryRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys for reporting, each for one repository and one source. A key is shown once, when it is made; afterwards nobody can read it. */
public interface IntakeKeys {
    /** Makes a key. */
    Minted add(RepositoryRef repository, IntakeSource source);

    /**
     * Makes a new key in place of those in force, which go on being valid for a while.
     *
     * @throws IllegalArgumentException when none is in force; the message says what to do
     */
    Minted rotate(RepositoryRef repository, IntakeSource source, Duration grace);

    /**
     * Takes keys back, at once.
     *
     * @param id of one key, or "" for all of the repository and source
     * @return how many
     */
    int revoke(RepositoryRef repository, IntakeSource source, String id);

    /** All keys that were ever made, oldest first. */
    List<IntakeKey> all();

    /** The key that somebody presents, when it is one that is valid now. How long it takes says nothing about how much of it is right. */
    Optional<IntakeKey> find(String presented);

    /** Notes which repository stands behind a name, so that a key goes with it when it is renamed, and not with the name. */
    void resolved(RepositoryRef repository);

    /**
     * A key that was just made.
     *
     * @param text the key itself: to be shown once, and kept nowhere
     */
    record Minted(IntakeKey key, String text) {}
}
