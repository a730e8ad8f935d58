package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.sandbox.none.UnconfinedSandboxes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which kind is in force. */
class SandboxSelectionTest {
    private static Sandboxes refused(String why) {
        throw new SandboxRefusedException(why);
    }

    @Test
    void theFirstThatHoldsIsTaken(@TempDir Path base) throws Exception {
        try (SandboxSelection selection = SandboxSelection.strongestOf(
                List.of(() -> refused("bwrap is not installed"), () -> new UnconfinedSandboxes(base)))) {
            assertThat(selection.level().kind()).isEqualTo(SandboxLevel.Kind.NONE);
        }
    }

    @Test
    void whereNoneHoldsEveryJobIsRefusedWithAllThatWasFound() throws Exception {
        try (SandboxSelection selection = SandboxSelection.strongestOf(
                List.of(() -> refused("bwrap is not installed"), () -> refused("no podman")))) {
            assertThat(selection.level().kind()).isEqualTo(SandboxLevel.Kind.REFUSED);
            assertThat(selection.level().proof()).contains("bwrap is not installed; no podman");
            assertThatThrownBy(() -> selection.fresh(Quota.PROJECT))
                    .isInstanceOf(SandboxRefusedException.class)
                    .hasMessageContaining("no podman");
        }
    }
}
