package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.HostProcess;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxLevel.Kind;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.WallProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether bubblewrap holds on this machine, and what it is known not to hold. */
final class SelfTest {
    private SelfTest() {}

    static SandboxLevel prove(Host host) throws IOException {
        Path decoy = Files.createTempFile(host.base(), HostProcess.current().label(), ".decoy");
        try (Sandbox sandbox = BubblewrapSandboxes.open(host, WallProbe.QUOTA)) {
            int uid = (Integer) Files.getAttribute(sandbox.directory(), "unix:uid");
            Optional<String> broken = WallProbe.tryOut(sandbox, decoy, uid);
            if (broken.isPresent()) {
                throw new SandboxRefusedException("bubblewrap does not hold on this machine: " + broken.get());
            }
            return level(host, uid);
        } finally {
            Files.delete(decoy);
        }
    }

    private static SandboxLevel level(Host host, int uid) {
        List<String> gaps = new ArrayList<>();
        if (!host.sizedFileSystems()) {
            gaps.add("The folder's total size and number of files are not bounded; the size of each file is.");
        }
        if (host.slots().isEmpty()) {
            gaps.add(
                    "Jobs run as the server's own user: bubblewrap alone stands between a job and the server's files.");
            if (host.groups().isEmpty()) {
                gaps.add("The number of processes is not bounded.");
            }
        }
        gaps.addAll(host.groups()
                .map(ControlGroups::gaps)
                .orElse(List.of(
                        "No control groups: memory is not bounded, and processor time only for each process.")));
        String proof = "tried from inside: uid " + uid
                + ", no capability, no new privileges, system call filter active, no interface but loopback, host files not visible, nothing writable outside the folder"
                + (host.groups().isPresent() ? "; control groups in use" : "");
        return new SandboxLevel(host.slots().isPresent() ? Kind.BUBBLEWRAP_OWN_UID : Kind.BUBBLEWRAP, proof, gaps);
    }
}
