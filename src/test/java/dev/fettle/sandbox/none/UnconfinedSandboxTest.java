package dev.fettle.sandbox.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.LiveProcess;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No walls, and the same manners. */
class UnconfinedSandboxTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 30, 100, 1000);

    @TempDir
    private Path base;

    private UnconfinedSandboxes sandboxes;
    private Sandbox sandbox;

    @BeforeEach
    void open() {
        sandboxes = new UnconfinedSandboxes(base);
        sandbox = sandboxes.fresh(Quota.PROJECT);
    }

    @AfterEach
    void close() {
        sandbox.close();
        sandboxes.close();
    }

    private static Command sh(String script) {
        return new Command(
                List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin", "WORD", "a b=c"), "", List.of());
    }

    @Test
    void theLevelSaysThatNothingHolds() {
        assertThat(sandboxes.level().kind()).isEqualTo(SandboxLevel.Kind.NONE);
        assertThat(sandboxes.level().gaps()).hasSize(4);
    }

    @Test
    void commandsRunInTheFolderWithTheEnvironmentGiven() {
        Execution run = sandbox.run(sh("pwd; echo \"$WORD\"; exit 4"), LIMITS);

        assertThat(run.end()).isEqualTo(Execution.End.EXITED);
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.stdout()).isEqualTo(sandbox.directory() + "\na b=c\n");
    }

    @Test
    void aProgramThatIsNotThereIsNotStarted() {
        Command absent = new Command(List.of("/no/such"), Map.of(), "", List.of());

        assertThat(sandbox.run(absent, LIMITS).end()).isEqualTo(Execution.End.NOT_STARTED);
    }

    @Test
    void aDaemonDiesWithItsCommandAndTheNeighbourLivesOn() {
        try (LiveProcess neighbour = sandbox.start(sh("exec sleep 4712.1"), LIMITS)) {
            Execution run = sandbox.run(sh("setsid sleep 4712.2 & echo done"), LIMITS);

            assertThat(run.stdout()).isEqualTo("done\n");
            assertThat(alive("4712.2")).isZero();
            assertThat(neighbour.isAlive()).isTrue();
        }
        assertThat(alive("4712.1")).isZero();
    }

    @Test
    void whatIsLeftIsRemoved() throws IOException {
        sandbox.write("a/b", "x".getBytes(StandardCharsets.UTF_8));
        sandbox.run(sh("chmod 000 a"), LIMITS);

        sandbox.close();

        assertThat(base).isEmptyDirectory();
    }

    private static long alive(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(word))
                .count();
    }
}
