package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The escape suite, rights: what foreign code may be and do. The number before each is its row in docs/sandbox.md. */
class EscapeRightsTest extends SandboxedTest {
    @Test
    void row1And34_noCapabilityAndNoWayToGainOne() {
        Map<String, String> status = said(sh("cat /proc/self/status"))
                .lines()
                .map(line -> line.split(":\\s*", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));

        for (String set : new String[] {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"}) {
            assertThat(status.get(set)).as(set).isEqualTo("0000000000000000");
        }
        assertThat(status).containsEntry("NoNewPrivs", "1").containsEntry("Seccomp", "2");
    }

    @Test
    void row2_everyNamespaceIsItsOwn() throws IOException {
        for (String kind : new String[] {"user", "pid", "net", "mnt", "uts", "ipc", "cgroup"}) {
            String host = Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();
            assertThat(said(sh("readlink /proc/self/ns/" + kind)))
                    .as(kind)
                    .startsWith(kind + ":")
                    .isNotEqualTo(host);
        }
    }

    @Test
    void row29And30_nothingCanBeMounted() {
        assertThat(sh("mount -o remount,rw / 2>&1").ok()).isFalse();
        assertThat(sh("mount -t tmpfs none /tmp 2>&1").ok()).isFalse();
        assertThat(sh("umount /tmp 2>&1").ok()).isFalse();
    }

    @Test
    void row31_noNamespaceInside() {
        assertThat(sh("unshare --user true").ok()).isFalse();
        assertThat(sh("unshare --mount true").ok()).isFalse();
        assertThat(sh("unshare --net true").ok()).isFalse();
    }

    @Test
    void row32_noDeviceNode() {
        assertThat(sh("mknod disk b 254 0").ok()).isFalse();
        assertThat(sh("mknod /tmp/memory c 1 1").ok()).isFalse();
    }

    @Test
    void row33_aSetuidFileIsWorthNothingOnTheHost() throws IOException {
        said(sh("cp /usr/bin/env rooted && chmod 4755 rooted"));

        if (sandboxes.level().kind() == SandboxLevel.Kind.BUBBLEWRAP_OWN_UID) {
            Path rooted = sandbox.directory().resolve("rooted");
            assertThat((Integer) Files.getAttribute(rooted, "unix:uid")).isGreaterThanOrEqualTo(60_000);
            assertThat(mountOptionsOf(sandbox.directory().resolve("..").normalize()))
                    .contains("nosuid", "nodev");
        }
        assertThat(sandbox.collect(java.util.List.of("rooted"), 1 << 20).files())
                .containsOnlyKeys("rooted");
    }

    private static String mountOptionsOf(Path mountPoint) throws IOException {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return mounts.map(line -> line.split(" "))
                    .filter(fields -> fields[4].equals(mountPoint.toString()))
                    .map(fields -> fields[5])
                    .findFirst()
                    .orElse("not a mount");
        }
    }

    @Test
    void row35And36_theKernelsSwitchesAndTheHostsDevicesAreOutOfReach() {
        for (String file :
                new String[] {"/proc/sys/kernel/core_pattern", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger"
                }) {
            assertThat(sh("echo 1 > \"$1\"", file).ok()).as(file).isFalse();
        }
        assertThat(
                        said(
                                sh(
                                        "for f in /sys /dev/vda /dev/sda /dev/mem /dev/kmsg /dev/fuse /dev/kvm /dev/net; do [ -e $f ] && echo $f; done; true")))
                .isEmpty();
    }

    @Test
    void row37_priorityCannotBeRaisedNorTheOutOfMemoryKillerToldOff() {
        assertThat(sh("echo -500 > /proc/self/oom_score_adj").ok()).isFalse();
        assertThat(said(perl("print setpriority(0, 0, -5) ? 'raised' : 'held';")))
                .isEqualTo("held");
    }

    @Test
    void row54_noCoreDumpNoInputNoTerminal() {
        assertThat(said(sh("ulimit -c; ulimit -Hc"))).isEqualTo("0\n0");
        assertThat(said(sh("wc -c"))).isEqualTo("0");
        assertThat(sh(": </dev/tty").ok()).isFalse();
    }
}
