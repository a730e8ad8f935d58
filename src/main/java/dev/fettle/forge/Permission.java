package dev.fettle.forge;

/** What a person may do in a repository. The order is by power. */
public enum Permission {
    NONE,
    READ,
    WRITE,
    MAINTAIN,
    ADMIN;

    /** Whether the person may trigger a repair or give a command. */
    public boolean mayWrite() {
        return compareTo(WRITE) >= 0;
    }
}
