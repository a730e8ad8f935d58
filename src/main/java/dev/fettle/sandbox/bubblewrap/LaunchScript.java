package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Quota;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from our process to bubblewrap, in four steps that replace one another: {@code sh} opens the descriptors that a Java process cannot hand on and enters the control groups;
 * {@code prlimit} sets what the kernel holds for each process; {@code setpriv} gives up root; {@code bwrap} starts with an empty environment.
 */
final class LaunchScript {
    /** Fixed text: all that varies is a positional argument. Descriptors above 9 are not portable in sh. */
    private static final String SHIM = """
            set -e
            exec 7>"$1" 8<"$2" 9<"$3"
            shift 3
            while [ "$1" != -- ]; do echo 0 >"$1"; shift; done
            shift
            exec "$@"
            """;

    private static final int OPEN_FILES = 8192;

    private LaunchScript() {}

    /**
     * The host's argument vector.
     *
     * @param uid the slot's user, empty to stay who we are
     * @param group where the processes belong, empty when there are no control groups
     */
    static List<String> argv(
            HostTools tools,
            LaunchFiles files,
            Optional<Integer> uid,
            Optional<ControlGroup> group,
            Limits limits,
            Quota quota,
            List<String> command) {
        List<String> argv = new ArrayList<>(List.of(tools.sh().toString(), "-c", SHIM, "fettle-launch"));
        argv.add(files.status().toString());
        argv.add(files.filter().toString());
        argv.add(files.arguments().toString());
        group.ifPresent(g -> g.entrances().stream().map(Path::toString).forEach(argv::add));
        argv.add("--");
        argv.addAll(List.of(tools.env().toString(), "-i", tools.prlimit().toString()));
        argv.addAll(processLimits(uid.isPresent(), group, limits, quota));
        argv.add(tools.setpriv().toString());
        uid.ifPresent(u -> argv.addAll(
                List.of("--reuid", u.toString(), "--regid", u.toString(), "--clear-groups", "--bounding-set=-all")));
        argv.addAll(List.of("--inh-caps=-all", "--no-new-privs", "--pdeathsig", "KILL"));
        argv.addAll(List.of(tools.bwrap().toString(), "--json-status-fd", "7", "--seccomp", "8", "--args", "9", "--"));
        argv.addAll(command);
        return argv;
    }

    private static List<String> processLimits(
            boolean ownUser, Optional<ControlGroup> group, Limits limits, Quota quota) {
        List<String> options = new ArrayList<>();
        options.add("--core=0:0");
        options.add("--fsize=" + quota.bytes());
        options.add("--nofile=" + OPEN_FILES);
        if (ownUser) {
            // Counted for the user id: several commands of one sandbox share it, so where a group counts each of them
            // this is only the backstop.
            int tasks = limits.processes() + ControlGroups.LAUNCHER_TASKS;
            options.add("--nproc=" + (group.isPresent() ? 4 * tasks : tasks));
        }
        if (group.isEmpty()) {
            options.add("--cpu=" + Math.max(1, limits.cpuTime().toSeconds()));
        }
        return options;
    }
}
