package dev.fettle.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries the walls of a sandbox from the inside, by a shell script that needs nothing but coreutils, before anything foreign is let in. */
public final class WallProbe {
    /** A folder for the trial. */
    public static final Quota QUOTA = new Quota(1 << 20, 64);

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(10), 256L << 20, 64, 64 << 10);

    /** Says a line for each wall that does not hold; $1 is a file of the host that must not be seen, $2 the user that it must run as. */
    private static final String SCRIPT = """
            wall() { name=$1; shift; "$@" >/dev/null 2>&1 && echo "broken: $name"; }
            status() { grep -q "^$1:[[:space:]]*$2\\$" /proc/self/status || echo "broken: $1 is not $2"; }
            status CapEff 0000000000000000
            status CapBnd 0000000000000000
            status NoNewPrivs 1
            status Seccomp 2
            status Uid "$2[[:space:]]*$2[[:space:]]*$2[[:space:]]*$2"
            wall "a file of the host is visible" test -e "$1"
            wall "the home of root is visible" ls /root
            wall "/usr is writable" sh -c ': >/usr/fettle-probe'
            wall "the root folder is writable" sh -c ': >/fettle-probe'
            wall "/etc is writable" sh -c ': >/etc/fettle-probe'
            wall "namespaces can be made" unshare --user true
            tail -n +3 /proc/net/dev | grep -qv '^ *lo:' && echo "broken: there is a network"
            : >written || echo "broken: the folder is not writable"
            echo tried
            """;

    private WallProbe() {}

    /**
     * Tries a fresh sandbox.
     *
     * @param decoy a file of the host that everybody may read
     * @param uid the user that commands must run as
     * @return what does not hold; empty when all walls do
     */
    public static Optional<String> tryOut(Sandbox sandbox, Path decoy, int uid) {
        Command command = new Command(
                List.of("/bin/sh", "-c", SCRIPT, "probe", decoy.toString(), Integer.toString(uid)),
                Map.of("PATH", "/usr/bin:/bin"),
                "",
                List.of());
        Execution probe = sandbox.run(command, LIMITS);
        return probe.ok() && probe.stdout().strip().equals("tried")
                ? Optional.empty()
                : Optional.of(probe.end() + " " + probe.stdout().strip() + " "
                        + probe.stderr().strip());
    }
}
