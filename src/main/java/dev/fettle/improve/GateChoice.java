package dev.fettle.improve;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.Gates;

/** Which gates judge a repository's changes, and which of them must pass. */
@FunctionalInterface
public interface GateChoice {
    Gates of(RepositorySettings settings);
}
