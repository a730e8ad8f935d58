package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.IntakeSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which sources a repository listens to, as its settings said when they were read last: a request never waits for the forge. */
public final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final SettingsSource settingsSource;
    private final IntakeKeys keys;
    private final Forge forge;

    public Listening(SettingsSource settingsSource, IntakeKeys keys, Forge forge) {
        this.settingsSource = settingsSource;
        this.keys = keys;
        this.forge = forge;
    }

    /** Why nothing is taken in from that source, a sentence for its sender; empty when it is. */
    public Optional<String> refusal(RepositoryRef repository, IntakeSource source) {
        return refusal(settingsSource.lastRead(repository), repository, source);
    }

    static Optional<String> refusal(RepositorySettings settings, RepositoryRef repository, IntakeSource source) {
        if (!settings.enabled()) {
            return Optional.of("Fettle is switched off for " + repository.slug() + ", so nothing was kept.");
        }
        return source.isOn(settings.sources())
                ? Optional.empty()
                : Optional.of(source.switchName() + " is off for " + repository.slug() + ", so nothing was kept.");
    }

    /** Reads the settings of the repositories that somebody has a key for. One that cannot be read stays as it was. */
    public void look() {
        List<RepositoryRef> reporting =
                keys.all().stream().map(IntakeKey::repository).distinct().toList();
        for (RepositoryRef ref : reporting) {
            try {
                Optional<Repository> repository = forge.repository(ref);
                repository.ifPresent(found -> {
                    keys.resolved(found.ref());
                    RepositorySettings unused = settingsSource.of(found);
                });
                if (repository.isEmpty()) {
                    LOG.warn("there is a key for {}, which the forge does not show", ref.slug());
                }
            } catch (ForgeException e) {
                LOG.info("the settings of {} are read later: {}", ref.slug(), e.getMessage());
            } catch (SettingsException e) {
                LOG.warn("the settings of {} have mistakes: {}", ref.slug(), e.getMessage());
            }
        }
    }
}
