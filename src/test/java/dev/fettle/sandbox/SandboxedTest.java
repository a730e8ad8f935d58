package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox of the strongest level that this machine holds, fresh for each test; where none holds, the tests are reported as skipped with the reason. */
@Tag("sandbox")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SandboxedTest {
    protected static final Quota QUOTA = new Quota(64L << 20, 5_000);
    protected static final Limits LIMITS =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 512L << 20, 128, 64 << 10);

    protected Path base;

    protected SandboxSelection sandboxes;
    protected Sandbox sandbox;

    @BeforeAll
    void chooseLevel(@TempDir Path folder) {
        base = folder;
        sandboxes = TestSandboxes.strongest(base);
    }

    @BeforeEach
    void openSandbox() {
        assumeTrue(
                sandboxes.level().kind() != SandboxLevel.Kind.REFUSED,
                () -> "no sandbox on this machine: " + sandboxes.level().proof());
        sandbox = sandboxes.fresh(QUOTA);
    }

    @AfterEach
    void closeSandbox() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @AfterAll
    void closeLevel() throws Exception {
        sandboxes.close();
    }

    protected static Command command(String... argv) {
        return new Command(List.of(argv), Map.of("PATH", "/usr/bin:/bin"), "", List.of());
    }

    protected Execution sh(String script) {
        return sandbox.run(command("/bin/sh", "-c", script), LIMITS);
    }

    protected Execution perl(String script) {
        sandbox.write("probe.pl", script.getBytes(StandardCharsets.UTF_8));
        return sandbox.run(command("/usr/bin/perl", "probe.pl"), LIMITS);
    }

    /** What a command said, after checking that it ended well. */
    protected static String said(Execution execution) {
        assertThat(execution.ok())
                .as("%s %s %s", execution.end(), execution.exitCode(), execution.stderr())
                .isTrue();
        return execution.stdout().strip();
    }
}
