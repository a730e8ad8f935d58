package dev.fettle.base;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which repositories somebody may see. What is read for them is as if there were no others.
 *
 * @param all whether it is everything that there is, also what belongs to no repository
 * @param keys otherwise, as in {@link RepositoryRef#key()}; {@link #OF_NONE} among them for what belongs to no repository
 */
public record Sight(boolean all, Set<String> keys) {
    /** The key of what belongs to no repository. */
    public static final String OF_NONE = "";

    /** Everything. */
    public static final Sight ALL = new Sight(true, Set.of());

    /** Nothing at all. */
    public static final Sight NOTHING = new Sight(false, Set.of());

    public Sight {
        keys = Set.copyOf(keys);
    }

    /** Those repositories. */
    public static Sight of(Collection<RepositoryRef> repositories) {
        return new Sight(false, repositories.stream().map(RepositoryRef::key).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether what is kept under that key is seen. */
    public boolean sees(String key) {
        return all || keys.contains(key);
    }
}
