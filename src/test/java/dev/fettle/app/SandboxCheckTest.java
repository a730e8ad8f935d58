package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.app.doctor.Diagnosis;
import dev.fettle.app.doctor.SandboxCheck;
import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.base.settings.ServerSettings.SandboxChoice.Mode;
import dev.fettle.sandbox.EscapeProbe;
import dev.fettle.sandbox.EscapeSoak;
import dev.fettle.sandbox.EscapeTrial;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.Sandboxes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor and the bench tell the truth about the walls: that they hold where they do, and that they do not where there are none. */
@Tag("sandbox")
class SandboxCheckTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void openToOthers() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void whereASandboxHoldsEveryWallDoes() throws Exception {
        try (SandboxWiring walls = SandboxWiring.of(SandboxChoice.DEFAULT, folder)) {
            assumeTrue(walls.level().kind() != SandboxLevel.Kind.REFUSED, walls.level()::proof);

            Diagnosis diagnosis = new Diagnosis(new SandboxCheck(() -> walls, folder).look());

            assertThat(diagnosis.text(true)).doesNotContain("BROKEN", "not tried  ");
            assertThat(diagnosis.status()).isZero();
            assertThat(diagnosis.text(true))
                    .contains("sandbox       " + walls.level().kind())
                    .contains(EscapeProbe.CHEAP.size() + " of " + EscapeProbe.CHEAP.size() + " walls hold")
                    .containsPattern("takes \\d+ ms");
        }
    }

    @Test
    void whatKeepsItFromStartingDecidesWhatIsAdvised() {
        assertThat(advice("prlimit: failed to set the NOFILE resource limit: Operation not permitted"))
                .contains("ulimit -n 4096");
        assertThat(advice("cannot be used: java.nio.file.AccessDeniedException: /var/lib/fettle/sandbox"))
                .isEqualTo("Mend 'disk' first.");
        assertThat(advice("bwrap is not installed")).contains("Install bubblewrap");
    }

    private String advice(String proof) {
        Sandboxes refused = new Sandboxes() {
            @Override
            public SandboxLevel level() {
                return new SandboxLevel(SandboxLevel.Kind.REFUSED, proof, List.of());
            }

            @Override
            public Sandbox fresh(Quota quota) {
                throw new SandboxRefusedException(proof);
            }
        };
        return new SandboxCheck(() -> refused, folder, folder).look().get(0).advice();
    }

    /** The probes would run with our own rights, on the machine itself. */
    @Test
    void whereThereAreNoWallsNothingIsTried() throws Exception {
        SandboxChoice none = new SandboxChoice(Mode.NONE, List.of("acme/shop"), SandboxChoice.IMAGE);
        Sandboxes touched = new Sandboxes() {
            @Override
            public SandboxLevel level() {
                return new SandboxLevel(SandboxLevel.Kind.NONE, "nothing holds", List.of("everything"));
            }

            @Override
            public Sandbox fresh(Quota quota) {
                throw new AssertionError("hostile code was about to run on the machine itself");
            }
        };
        assertThatThrownBy(() -> EscapeTrial.of(touched, folder)).isInstanceOf(SandboxRefusedException.class);
        assertThatThrownBy(() -> new EscapeSoak(touched, folder).run(1, 1)).isInstanceOf(SandboxRefusedException.class);

        try (SandboxWiring walls = SandboxWiring.of(none, folder)) {
            Diagnosis diagnosis = new Diagnosis(new SandboxCheck(() -> walls, folder).look());

            JsonNode json = diagnosis.json().path("checks").path(0);
            assertThat(diagnosis.status()).isEqualTo(1);
            assertThat(json.path("state").asText()).isEqualTo("broken");
            assertThat(json.path("seen").asText()).contains("sandbox.mode is none");
            assertThat(json.path("details")).isEmpty();
        }
    }

    /** A stranger on Ubuntu 24.04: bubblewrap is installed, and the kernel forbids what it is made of. */
    @Test
    void aKernelThatForbidsUserNamespacesIsNamedWithTheFix() throws Exception {
        Sandboxes refused = new Sandboxes() {
            @Override
            public SandboxLevel level() {
                return new SandboxLevel(
                        SandboxLevel.Kind.REFUSED, "bwrap: setting up uid map: Permission denied", List.of());
            }

            @Override
            public Sandbox fresh(Quota quota) {
                throw new SandboxRefusedException("none holds");
            }
        };
        assertThat(new Diagnosis(new SandboxCheck(() -> refused, folder, folder).look()).text(false))
                .contains("setting up uid map", "Install bubblewrap")
                .doesNotContain("apparmor");

        Path held = Files.writeString(folder.resolve("apparmor_restrict_unprivileged_userns"), "1\n");
        assertThat(new Diagnosis(new SandboxCheck(() -> refused, folder, folder).look()).text(false))
                .contains(
                        "kernel.apparmor_restrict_unprivileged_userns is 1",
                        "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0")
                .doesNotContain("Install bubblewrap");

        Files.writeString(held, "0\n");
        assertThat(new Diagnosis(new SandboxCheck(() -> refused, folder, folder).look()).text(false))
                .contains("Install bubblewrap");
    }

    @Test
    void aShortSoakLeavesNothingBehind() {
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .execute("bench", "escapes", "--jobs", "14", "--at-once", "2");
        assumeTrue(status != 3, "no sandbox holds here");

        assertThat(out.toString())
                .contains(
                        "hostile jobs 14, 2 at once, not started 0",
                        "left behind (processes, mounts, control groups, files): 0")
                .containsPattern("walls tried \\d+, broken 0");
        assertThat(status).isZero();
    }
}
