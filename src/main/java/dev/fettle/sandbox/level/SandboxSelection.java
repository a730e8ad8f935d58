package dev.fettle.sandbox.level;

import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.sandbox.bubblewrap.BubblewrapSandboxes;
import java.nio.file.Path;
import java.util.List;

/** The strongest sandboxes that a self-test proved on this machine, in force for as long as this object lives. */
public final class SandboxSelection implements Sandboxes, AutoCloseable {
    private final Sandboxes chosen;

    private SandboxSelection(Sandboxes chosen) {
        this.chosen = chosen;
    }

    /**
     * Tries the levels from the strongest down; takes some tens of milliseconds.
     *
     * @param base a folder for sandboxes; as root one that other users can pass through to, so never below /root
     */
    public static SandboxSelection strongest(Path base) {
        try {
            return new SandboxSelection(BubblewrapSandboxes.proven(base));
        } catch (SandboxRefusedException e) {
            return new SandboxSelection(new Refusal(String.valueOf(e.getMessage())));
        }
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

    /** No level holds: every job is refused, with what was found. */
    private record Refusal(String why) implements Sandboxes {
        @Override
        public SandboxLevel level() {
            return new SandboxLevel(SandboxLevel.Kind.REFUSED, why, List.of());
        }

        @Override
        public Sandbox fresh(Quota quota) {
            throw new SandboxRefusedException(why);
        }
    }
}
