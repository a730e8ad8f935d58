package dev.fettle.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxRefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a container engine; and, where one runs and has the image, whether it holds. */
class ContainerEngineTest {
    private static final Path WORK = Path.of("/base/job/work");

    private static List<String> argv(String program, boolean asRoot) {
        Command command = new Command(
                List.of("/bin/sh", "-c", "mvn test; $(x)"), Map.of("LANG", "C"), "module", List.of(Path.of("/cache")));
        return new ContainerEngine(Path.of(program), Path.of("/home/me"), "debian:12")
                .run("job-1", WORK, 1000, asRoot, command, Limits.build(Duration.ofMinutes(1)), new Quota(1000, 10));
    }

    private static void assertOption(List<String> argv, String... option) {
        assertThat(Collections.indexOfSubList(argv, List.of(option)))
                .as("%s", List.of(option))
                .isPositive();
    }

    @Test
    void theContainerHasNoNetworkNoRightsAndLimits() {
        List<String> argv = argv("/usr/bin/docker", true);

        assertOption(argv, "--network", "none");
        assertOption(argv, "--cap-drop", "all");
        assertOption(argv, "--security-opt", "no-new-privileges");
        assertOption(argv, "--user", "1000:1000");
        assertOption(argv, "--memory", Long.toString(3L << 30), "--memory-swap", Long.toString(3L << 30));
        assertOption(argv, "--pids-limit", "1024");
        assertOption(argv, "--ulimit", "core=0:0");
        assertOption(argv, "--volume", "/cache:/cache:ro");
        assertOption(argv, "--workdir", "/base/job/work/module");
        assertOption(argv, "--pull", "never");
        assertThat(argv).contains("--read-only").doesNotContain("--privileged", "--userns");
    }

    @Test
    void theCommandIsHandedOverAsItIs() {
        List<String> argv = argv("/usr/bin/docker", true);

        assertThat(argv).endsWith("--entrypoint", "/bin/sh", "debian:12", "-c", "mvn test; $(x)");
    }

    @Test
    void rootlessPodmanKeepsOurUser() {
        assertOption(argv("/usr/bin/podman", false), "--userns", "keep-id");
    }

    @Test
    void whereAnEngineRunsItHolds(@TempDir Path base) {
        try (ContainerSandboxes sandboxes = ContainerSandboxes.proven(base, "debian:12")) {
            assertThat(sandboxes.level().kind()).isEqualTo(SandboxLevel.Kind.CONTAINER);
        } catch (SandboxRefusedException e) {
            assumeTrue(false, e.getMessage());
        }
    }
}
