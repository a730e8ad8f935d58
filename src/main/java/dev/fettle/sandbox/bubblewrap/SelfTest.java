package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxLevel.Kind;
import dev.fettle.sandbox.SandboxRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tries the walls of a sandbox from the inside before anything foreign is let in. */
final class SelfTest {
    private static final Quota SMALL = new Quota(1 << 20, 64);
    private static final Limits SHORT =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(10), 256L << 20, 64, 64 << 10);

    /** Prints one word for each wall that does not hold; $1 is a file of the host that must not be seen, $2 the uid that must be ours. */
    private static final String PROBE = """
            wall() { name=$1; shift; "$@" >/dev/null 2>&1 && echo "broken:$name"; }
            status() { grep -q "^$1:[[:space:]]*$2\\$" /proc/self/status || echo "broken:$1"; }
            status CapEff 0000000000000000
            status CapBnd 0000000000000000
            status NoNewPrivs 1
            status Seccomp 2
            grep -q "^Uid:[[:space:]]*$2[[:space:]]*$2[[:space:]]*$2[[:space:]]*$2\\$" /proc/self/status || echo broken:uid
            wall host-file-visible test -e "$1"
            wall root-home-visible test -e /root
            wall write-usr sh -c ': >/usr/fettle-probe'
            wall write-root sh -c ': >/fettle-probe'
            wall write-etc sh -c ': >/etc/fettle-probe'
            wall nested-namespace unshare --user true
            tail -n +3 /proc/net/dev | grep -qv '^ *lo:' && echo broken:network
            : >written || echo broken:folder-closed
            echo done
            """;

    private SelfTest() {}

    static SandboxLevel prove(Host host) throws IOException {
        Path decoy = Files.writeString(
                host.base().resolve("decoy-" + HostProcess.current().label() + "-" + System.nanoTime()), "seen");
        try (BubblewrapSandbox sandbox = BubblewrapSandboxes.open(host, SMALL, System.nanoTime())) {
            int expected = (Integer) Files.getAttribute(sandbox.directory(), "unix:uid");
            Execution probe = sandbox.run(
                    new Command(
                            List.of("/bin/sh", "-c", PROBE, "probe", decoy.toString(), Integer.toString(expected)),
                            Map.of("PATH", "/usr/bin:/bin"),
                            "",
                            List.of()),
                    SHORT);
            if (!probe.ok() || !probe.stdout().strip().equals("done")) {
                throw new SandboxRefusedException("bubblewrap does not hold on this machine: " + probe.end() + " "
                        + probe.stdout().strip() + " " + probe.stderr().strip());
            }
            return level(host, expected);
        } finally {
            Files.delete(decoy);
        }
    }

    private static SandboxLevel level(Host host, int uid) {
        List<String> gaps = new ArrayList<>();
        if (!host.sizedFileSystems()) {
            gaps.add("The folder's total size and number of files are not bounded; each file is.");
        }
        if (host.slots().isEmpty()) {
            gaps.add(
                    "Jobs run as the server's own user: processes are not bounded, and only bubblewrap stands between a job and the server's files.");
        }
        gaps.addAll(host.groups()
                .map(ControlGroups::gaps)
                .orElse(List.of(
                        "No control groups: memory is not bounded, and processor time only for each process.")));
        String proof = "tried from inside: uid " + uid
                + ", no capability, no new privileges, system call filter active, only the loopback interface, host files not visible, nothing writable outside the folder"
                + (host.groups().isPresent() ? "; control groups in use" : "");
        return new SandboxLevel(host.slots().isPresent() ? Kind.BUBBLEWRAP_OWN_UID : Kind.BUBBLEWRAP, proof, gaps);
    }
}
