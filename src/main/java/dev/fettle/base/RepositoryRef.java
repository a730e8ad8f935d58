package dev.fettle.base;

import java.util.regex.Pattern;

/**
 * Names a repository of the forge.
 *
 * @param id the forge's numeric id; 0 where the server has none to give (token mode), then owner and name identify it
 * @param owner the owner's login, at most 100 characters of {@code [A-Za-z0-9._-]}
 * @param name the repository's name, at most 100 characters of {@code [A-Za-z0-9._-]}
 */
public record RepositoryRef(long id, String owner, String name) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    public RepositoryRef {
        if (!PART.matcher(owner).matches() || !PART.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not a repository name: owner and name are letters, digits, '.', '_' and '-'");
        }
    }

    /** {@code owner/name}. */
    public String slug() {
        return owner + "/" + name;
    }

    /** The key under which everything about the repository is kept: its id, or its slug in lower case where the id is 0. */
    public String key() {
        return id != 0 ? Long.toString(id) : slug().toLowerCase(java.util.Locale.ROOT);
    }

    /** Reads {@code owner/name}, with id 0. */
    public static RepositoryRef parse(String slug) {
        int slash = slug.indexOf('/');
        if (slash <= 0 || slash != slug.lastIndexOf('/')) {
            throw new IllegalArgumentException("expected owner/name");
        }
        return new RepositoryRef(0, slug.substring(0, slash), slug.substring(slash + 1));
    }
}
