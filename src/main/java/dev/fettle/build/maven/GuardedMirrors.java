package dev.fettle.build.maven;

import java.util.List;
import java.util.function.Predicate;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * The operator's mirrors; and before a repository that nobody may be sent to stands one that is never asked. Every repository comes by here, those that the models of dependencies name,
 * too.
 */
final class GuardedMirrors implements MirrorSelector {
    private static final String REFUSED = "fettle-refuses";

    private final MirrorSelector mirrors;
    private final Predicate<RemoteRepository> named;
    private final RepositoryRules rules = new RepositoryRules();

    /** @param named whether the operator names its server */
    GuardedMirrors(MirrorSelector mirrors, Predicate<RemoteRepository> named) {
        this.mirrors = mirrors;
        this.named = named;
    }

    /** Whether it stands for one that is never asked. */
    static boolean refuses(RemoteRepository repository) {
        return repository.getId().equals(REFUSED);
    }

    @Override
    public @Nullable RemoteRepository getMirror(RemoteRepository repository) {
        RemoteRepository mirror = mirrors.getMirror(repository);
        if (mirror != null || named.test(repository) || rules.allows(repository)) {
            return mirror;
        }
        return new RemoteRepository.Builder(REFUSED, repository.getContentType(), repository.getUrl())
                .setMirroredRepositories(List.of(repository))
                .setBlocked(true)
                .build();
    }
}
