package dev.fettle.improve.scan;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Repository;
import dev.fettle.workspace.Workspace;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a scan looks: a repository of the forge at the head of its default branch, or a folder as it lies. The tree is fetched when a source first asks for it. */
public final class Place implements AutoCloseable {
    private final RepositoryRef repository;
    private final RepositorySettings settings;
    private final String commit;
    private final String description;
    private final @Nullable Repository onForge;
    private final Supplier<Workspace> checkout;
    private @Nullable Workspace tree;

    private Place(
            RepositoryRef repository,
            RepositorySettings settings,
            String commit,
            String description,
            @Nullable Repository onForge,
            Supplier<Workspace> checkout) {
        this.repository = repository;
        this.settings = settings;
        this.commit = commit;
        this.description = description;
        this.onForge = onForge;
        this.checkout = checkout;
    }

    /**
     * The head of a default branch.
     *
     * @param head its commit, 40 hex
     * @param checkout of that commit; asked once at most
     */
    public static Place head(
            Repository repository, RepositorySettings settings, String head, Supplier<Workspace> checkout) {
        return new Place(repository.ref(), settings, head, "at " + head, repository, checkout);
    }

    /**
     * A folder.
     *
     * @param repository the name it goes by
     * @param copy of the folder as it lies; closed with the place
     */
    public static Place folder(RepositoryRef repository, RepositorySettings settings, Workspace copy) {
        Place place = new Place(repository, settings, "", "the folder as it lies", null, () -> copy);
        place.tree = copy;
        return place;
    }

    /**
     * No place at all: a report that somebody hands in.
     *
     * @param description of the report
     */
    public static Place report(RepositoryRef repository, RepositorySettings settings, String description) {
        return new Place(repository, settings, "", description, null, () -> {
            throw new IllegalStateException("a report has no tree");
        });
    }

    public RepositoryRef repository() {
        return repository;
    }

    public RepositorySettings settings() {
        return settings;
    }

    /** The commit (40 hex) that is looked at; "" for a folder, which may hold what is not committed. */
    public String commit() {
        return commit;
    }

    /** What it is, for people. */
    public String description() {
        return description;
    }

    /** As the forge describes it; empty for a folder. */
    public Optional<Repository> onForge() {
        return Optional.ofNullable(onForge);
    }

    /**
     * The tree.
     *
     * @throws dev.fettle.workspace.WorkspaceException when it cannot be had
     */
    public Workspace tree() {
        Workspace known = tree;
        if (known == null) {
            known = checkout.get();
            tree = known;
        }
        return known;
    }

    @Override
    public void close() {
        if (tree != null) {
            tree.close();
        }
    }
}
