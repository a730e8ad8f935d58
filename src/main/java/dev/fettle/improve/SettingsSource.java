package dev.fettle.improve;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.RepositorySettingsReader;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Repository;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force for a repository: its own file, read from its default branch only, over the server's. */
public final class SettingsSource {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsSource.class);
    private final Forge forge;
    private final RepositorySettingsReader reader;
    private final RepositorySettings server;

    public SettingsSource(Forge forge, RepositorySettingsReader reader, RepositorySettings server) {
        this.forge = forge;
        this.reader = reader;
        this.server = server;
    }

    /**
     * The settings of a repository.
     *
     * @throws SettingsException when its file has mistakes: nothing is done for it until they are mended
     */
    public RepositorySettings of(Repository repository) {
        Optional<byte[]> file = forge.file(repository.ref(), RepositorySettings.PATH, repository.defaultBranch());
        if (file.isEmpty()) {
            return server;
        }
        RepositorySettings settings = reader.read(file.get());
        LOG.debug(
                "settings of {} read from its default branch", repository.ref().slug());
        return settings;
    }
}
