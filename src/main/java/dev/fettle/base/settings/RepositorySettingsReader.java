package dev.fettle.base.settings;

/** Reads a repository's settings file over the server's values. */
@FunctionalInterface
public interface RepositorySettingsReader {
    /**
     * Reads {@code .github/fettle.yml}.
     *
     * @throws SettingsException with every mistake at once
     */
    RepositorySettings read(byte[] yaml);
}
