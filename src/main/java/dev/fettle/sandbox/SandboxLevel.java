package dev.fettle.sandbox;

import java.util.List;

/**
 * The level that a self-test proved, with what it is known not to hold.
 *
 * @param kind which mechanism
 * @param proof one line a person can read: what was tried and held
 * @param gaps known gaps, each a sentence; empty when none is known
 */
public record SandboxLevel(Kind kind, String proof, List<String> gaps) {
    public SandboxLevel {
        gaps = List.copyOf(gaps);
    }

    /** The mechanisms, strongest first. */
    public enum Kind {
        BUBBLEWRAP_OWN_UID,
        BUBBLEWRAP,
        CONTAINER,
        /** The operator chose to go without ({@code sandbox.mode=none}) and listed the repository. */
        NONE,
        /** Nothing holds; every job is refused. */
        REFUSED
    }
}
