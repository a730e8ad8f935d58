package dev.fettle.improve.scan;

import dev.fettle.base.settings.RepositorySettings;

/** One kind of thing that a scan looks for. It reads; it writes nowhere but, where reading costs much, in notes of what it has read. */
public interface ScanSource {
    /** Its name for people and for {@code --source}, such as {@code secrets}. */
    String name();

    /** Whether it is looked at where nobody names it. */
    boolean on(RepositorySettings settings);

    /** Whether it asks the tree alone, so that the same commit always brings the same; else it asks the forge. */
    boolean ofTheTree();

    /** What else than the tree its answer depends on, such as the version of a list; another one is worth another look at the same tree. */
    default String edition() {
        return "";
    }

    /** Whether the server's other looks find the same and make deliveries of it, so that a scan must not take it in a second time. */
    default boolean delivered() {
        return false;
    }

    /**
     * Looks. What cannot be looked at is told with its reason; only failures of the forge, the sandbox and the tree are thrown.
     */
    Looked look(Place place);
}
