package dev.fettle.app;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.base.settings.ServerSettings.SandboxChoice.Mode;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxSelection;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.sandbox.bubblewrap.BubblewrapSandboxes;
import dev.fettle.sandbox.container.ContainerSandboxes;
import dev.fettle.sandbox.none.UnconfinedSandboxes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The sandboxes that the operator chose: those that prove themselves, or none at all for the repositories that he lists. */
final class SandboxWiring implements Sandboxes, AutoCloseable {
    private final SandboxChoice choice;
    private final Sandboxes chosen;

    private SandboxWiring(SandboxChoice choice, Sandboxes chosen) {
        this.choice = choice;
        this.chosen = chosen;
    }

    /** Tries out what was chosen; where that does not hold, every job is refused. */
    static SandboxWiring of(SandboxChoice choice, Path base) {
        Supplier<Sandboxes> bubblewrap = () -> BubblewrapSandboxes.proven(base);
        Supplier<Sandboxes> container = () -> ContainerSandboxes.proven(base, choice.image());
        return new SandboxWiring(
                choice,
                switch (choice.mode()) {
                    case AUTO -> SandboxSelection.strongestOf(List.of(bubblewrap, container));
                    case BUBBLEWRAP -> SandboxSelection.strongestOf(List.of(bubblewrap));
                    case CONTAINER -> SandboxSelection.strongestOf(List.of(container));
                    case NONE -> new UnconfinedSandboxes(base);
                });
    }

    /** Whether the code of a repository may be run. */
    boolean allows(RepositoryRef repository) {
        return choice.allows(repository);
    }

    /** What an operator must know as long as it lasts; empty where a proven level holds. */
    Optional<String> warning() {
        if (choice.mode() == Mode.NONE) {
            String whose = choice.repositories().isEmpty() ? "this folder" : String.join(", ", choice.repositories());
            return Optional.of("There is no sandbox (sandbox.mode is 'none'): the code of " + whose
                    + " and of its dependencies runs with the rights, files and network of Fettle's own user.");
        }
        return level().kind() == SandboxLevel.Kind.REFUSED
                ? Optional.of("No code is run. " + level().proof())
                : Optional.empty();
    }

    /** The level with what it cannot hold, for people. */
    String description() {
        SandboxLevel level = level();
        return level.kind()
                + (level.gaps().isEmpty() ? "" : " (does not hold: " + String.join(" ", level.gaps()) + ")");
    }

    @Override
    public SandboxLevel level() {
        return chosen.level();
    }

    @Override
    public Sandbox fresh(Quota quota) {
        return chosen.fresh(quota);
    }

    @Override
    public void close() throws Exception {
        if (chosen instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
