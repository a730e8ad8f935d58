package dev.fettle.sandbox;

import dev.fettle.sandbox.bubblewrap.BubblewrapSandboxes;
import java.nio.file.Path;
import java.util.List;

/** The sandboxes that tests use: the strongest kind that needs nothing but programs of the machine. */
public final class TestSandboxes {
    private TestSandboxes() {}

    /** @param base any folder outside closed ones; a {@code @TempDir} will do */
    public static SandboxSelection strongest(Path base) {
        return SandboxSelection.strongestOf(List.of(() -> BubblewrapSandboxes.proven(base)));
    }
}
