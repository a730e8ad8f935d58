package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The repositories that Fettle works on: those that the forge lists for us, and those that the operator names. */
public final class Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
    private final Forge forge;
    private final List<RepositoryRef> named;

    public Watched(Forge forge, List<RepositoryRef> named) {
        this.forge = forge;
        this.named = List.copyOf(named);
    }

    /** Each once. One that is named and cannot be read is left out, and the log says so. */
    public List<Repository> repositories() {
        Map<String, Repository> all = new LinkedHashMap<>();
        forge.repositories().forEach(each -> all.put(each.ref().key(), each));
        for (RepositoryRef ref : named) {
            try {
                forge.repository(ref)
                        .ifPresentOrElse(
                                each -> all.putIfAbsent(each.ref().key(), each),
                                () -> LOG.warn(
                                        "forge.repositories names {}, which the forge does not show", ref.slug()));
            } catch (ForgeException e) {
                LOG.warn("forge.repositories names {}, which cannot be read: {}", ref.slug(), e.getMessage());
            }
        }
        return List.copyOf(all.values());
    }
}
