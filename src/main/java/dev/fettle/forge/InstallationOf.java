package dev.fettle.forge;

import dev.fettle.base.RepositoryRef;
import java.util.Optional;

/** Tells which App installation a repository belongs to, from what was stored, never from what a payload names. */
@FunctionalInterface
public interface InstallationOf {
    /** The installation's id; empty when none is stored, and then the forge itself is asked. */
    Optional<Long> installation(RepositoryRef repository);
}
