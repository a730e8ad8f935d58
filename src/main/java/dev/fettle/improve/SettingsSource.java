package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.RepositorySettingsReader;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.base.settings.SettingsException.Mistake;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Repository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force for a repository: its own file, read from its default branch only, over the server's. */
public final class SettingsSource {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsSource.class);
    private final Forge forge;
    private final RepositorySettingsReader reader;
    private final RepositorySettings server;
    private final boolean fileRequired;
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final Map<String, RepositorySettings> lastRead = new ConcurrentHashMap<>();

    /** Where a repository without a file of its own goes by the server's settings. */
    public SettingsSource(Forge forge, RepositorySettingsReader reader, RepositorySettings server) {
        this(forge, reader, server, false);
    }

    /** @param fileRequired whether nothing is done for a repository that has no file of its own */
    public SettingsSource(
            Forge forge, RepositorySettingsReader reader, RepositorySettings server, boolean fileRequired) {
        this.fileRequired = fileRequired;
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
        RepositorySettings without = fileRequired ? server.switchedOff() : server;
        RepositorySettings settings = file.isEmpty() ? without : reader.read(file.get());
        if (fileRequired && file.isEmpty()) {
            awaited.add(repository.ref().key());
        } else {
            awaited.remove(repository.ref().key());
        }
        lastRead.put(repository.ref().key(), settings);
        lastRead.put(slug(repository.ref()), settings);
        LOG.debug(
                "settings of {} read from its default branch", repository.ref().slug());
        return settings;
    }

    /** Whether nothing is done for a repository because its file is not there yet, as it was last read. */
    boolean awaitsFile(RepositoryRef repository) {
        return awaited.contains(repository.key());
    }

    /** What is wrong with a settings file, all at once; empty when nothing is. */
    List<Mistake> mistakes(byte[] file) {
        try {
            RepositorySettings unused = reader.read(file);
            return List.of();
        } catch (SettingsException e) {
            return e.mistakes();
        }
    }

    /** The same, for a repository whose id may not be known yet. */
    public RepositorySettings lastRead(RepositoryRef repository) {
        RepositorySettings byKey = lastRead.get(repository.key());
        return byKey != null ? byKey : lastRead(slug(repository));
    }

    private static String slug(RepositoryRef repository) {
        return new RepositoryRef(0, repository.owner(), repository.name()).key();
    }

    /** The settings that were read last, without asking the forge; the server's before the first time. For budgets. */
    public RepositorySettings lastRead(String repositoryKey) {
        return lastRead.getOrDefault(repositoryKey, server);
    }
}
