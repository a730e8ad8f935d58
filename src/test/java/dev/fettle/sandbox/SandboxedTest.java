package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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

/**
 * A sandbox of the strongest level that this machine holds, fresh for each test. Where bubblewrap itself cannot start, the tests are reported as skipped with the
 * reason; where it can and the self-test refuses all the same, they fail.
 */
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
    void chooseLevel(@TempDir Path folder) throws Exception {
        base = folder;
        sandboxes = TestSandboxes.strongest(base);
        if (sandboxes.level().kind() == SandboxLevel.Kind.REFUSED) {
            assumeTrue(plainBubblewrapStarts(), () -> sandboxes.level().proof());
            throw new AssertionError(sandboxes.level().proof());
        }
    }

    private static boolean plainBubblewrapStarts() throws InterruptedException {
        try {
            return new ProcessBuilder("bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @BeforeEach
    void openSandbox() {
        sandbox = sandboxes.fresh(QUOTA);
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @AfterAll
    void closeLevel() throws Exception {
        sandboxes.close();
    }

    protected static Command command(String... argv) {
        return new Command(List.of(argv), Map.of("PATH", "/usr/bin:/bin"), "", List.of());
    }

    protected Execution sh(String script, String... arguments) {
        return sandbox.run(withArguments(List.of("/bin/sh", "-c", script, "probe"), arguments), LIMITS);
    }

    /** Perl is on every Debian and can make any system call. */
    protected Execution perl(String script, String... arguments) {
        sandbox.write("probe.pl", script.getBytes(StandardCharsets.UTF_8));
        return sandbox.run(withArguments(List.of("/usr/bin/perl", "probe.pl"), arguments), LIMITS);
    }

    private static Command withArguments(List<String> program, String... arguments) {
        List<String> argv = new java.util.ArrayList<>(program);
        argv.addAll(List.of(arguments));
        return command(argv.toArray(String[]::new));
    }

    /** What a command said, after checking that it ended well. */
    protected static String said(Execution execution) {
        assertThat(execution.ok())
                .as("%s %s %s", execution.end(), execution.exitCode(), execution.stderr())
                .isTrue();
        return execution.stdout().strip();
    }

    /** Living processes of this machine with such a word on their command line. */
    protected static long processesSaying(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(word))
                .count();
    }

    protected static Limits within(Duration wall) {
        return new Limits(wall, LIMITS.cpuTime(), LIMITS.memoryBytes(), LIMITS.processes(), LIMITS.outputBytes());
    }
}
