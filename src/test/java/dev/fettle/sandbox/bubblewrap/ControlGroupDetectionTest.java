package dev.fettle.sandbox.bubblewrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where our own control groups are, on machines as they come. */
class ControlGroupDetectionTest {
    @Test
    void version1WithAHierarchyForEachController() {
        List<String> mounts = List.of(
                "29 22 0:25 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct",
                "30 22 0:26 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory",
                "31 22 0:27 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids");
        List<String> own = List.of("4:memory:/user/1", "3:pids:/", "2:cpu,cpuacct:/user/2", "0::/");

        assertThat(ControlGroupDetection.v1(mounts, own))
                .isEqualTo(Map.of(
                        "memory", Path.of("/sys/fs/cgroup/memory/user/1"),
                        "pids", Path.of("/sys/fs/cgroup/pids"),
                        "cpuacct", Path.of("/sys/fs/cgroup/cpu,cpuacct/user/2")));
    }

    @Test
    void inAContainerOnlyOurOwnBranchIsMounted() {
        List<String> mounts = List.of("30 22 0:26 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory");
        List<String> own = List.of("4:memory:/docker/abc/inner");

        assertThat(ControlGroupDetection.v1(mounts, own))
                .isEqualTo(Map.of("memory", Path.of("/sys/fs/cgroup/memory/inner")));
    }

    @Test
    void version2HasOneHierarchy() {
        List<String> mounts = List.of("30 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate");

        assertThat(ControlGroupDetection.v2(mounts, List.of("0::/system.slice/fettle.service")))
                .contains(Path.of("/sys/fs/cgroup/system.slice/fettle.service"));
        assertThat(ControlGroupDetection.v1(mounts, List.of("0::/x"))).isEmpty();
    }
}
