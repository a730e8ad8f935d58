package dev.fettle.sandbox;

/** Hands out fresh sandboxes of the level that this machine was proved to hold. */
public interface Sandboxes {
    /** The level in force, as found by the self-test. */
    SandboxLevel level();

    /**
     * A fresh sandbox with an empty writable folder of its own.
     *
     * @throws SandboxRefusedException when no level holds on this machine and the operator has not allowed going without
     */
    Sandbox fresh(Quota quota);
}
