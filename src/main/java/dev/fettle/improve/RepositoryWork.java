package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;

/** The keys of work items that are about a repository: its number and its name first, since a forge is asked by name and what is kept goes by number. */
public final class RepositoryWork {
    private RepositoryWork() {}

    /** @param more words without a blank that tell items of one repository apart */
    public static String key(RepositoryRef repository, String... more) {
        String key = repository.id() + " " + repository.slug();
        return more.length == 0 ? key : key + " " + String.join(" ", more);
    }

    /** Which repository such a key begins with. */
    public static RepositoryRef repository(String key) {
        String[] words = words(key);
        RepositoryRef named = RepositoryRef.parse(words[1]);
        return new RepositoryRef(Long.parseLong(words[0]), named.owner(), named.name());
    }

    /** Number, name, and what more it was made of. */
    static String[] words(String key) {
        return key.split(" ", -1);
    }
}
