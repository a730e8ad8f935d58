package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.HostProcess;
import dev.fettle.sandbox.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds our own control groups and tries whether groups can be made below them. */
final class ControlGroupDetection {
    private static final Logger LOG = LoggerFactory.getLogger(ControlGroupDetection.class);

    private ControlGroupDetection() {}

    /** The control groups that were proved usable by making one; empty when none is. */
    static Optional<ControlGroups> detect() {
        try {
            List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
            List<String> own = Files.readAllLines(Path.of("/proc/self/cgroup"));
            Optional<ControlGroups> found = Optional.of(v1(mounts, own))
                    .filter(groups -> !groups.isEmpty())
                    .map(ControlGroupsV1::new);
            if (found.isEmpty()) {
                Optional<Path> group = v2(mounts, own);
                found = group.isPresent() ? Optional.of(ControlGroupsV2.in(group.get())) : Optional.empty();
            }
            return found.filter(ControlGroupDetection::works);
        } catch (IOException e) {
            LOG.info("no control groups for the sandbox: {}", e.toString());
            return Optional.empty();
        }
    }

    private static boolean works(ControlGroups groups) {
        String name = "fettle-" + HostProcess.current().label() + "-try" + System.nanoTime();
        try {
            groups.create(name, new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20, 10, 1))
                    .remove();
            return true;
        } catch (IOException e) {
            LOG.info("control groups cannot be made below our own: {}", e.toString());
            return false;
        }
    }

    /** Our own group's folder by version 1 controller, from the lines of mountinfo and of {@code /proc/self/cgroup}. */
    static Map<String, Path> v1(List<String> mountinfo, List<String> ownGroups) {
        Map<String, Path> folders = new HashMap<>();
        for (String controller : ControlGroupsV1.CONTROLLERS) {
            for (String line : mountinfo) {
                Mount mount = Mount.parse(line);
                if (mount.type().equals("cgroup")
                        && List.of(mount.options().split(",")).contains(controller)) {
                    ownPath(ownGroups, controller).ifPresent(own -> folders.put(controller, mount.folderOf(own)));
                }
            }
        }
        return folders;
    }

    /** Our own group's folder in version 2 where it is the only hierarchy with controllers. */
    static Optional<Path> v2(List<String> mountinfo, List<String> ownGroups) {
        for (String line : mountinfo) {
            Mount mount = Mount.parse(line);
            if (mount.type().equals("cgroup2")) {
                return ownPath(ownGroups, "").map(mount::folderOf);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ownPath(List<String> ownGroups, String controller) {
        for (String line : ownGroups) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
                return Optional.of(parts[2]);
            }
        }
        return Optional.empty();
    }

    private record Mount(String root, String point, String type, String options) {
        /** A line of mountinfo: {@code id parent dev root point options [optional ...] - type source super-options}. */
        static Mount parse(String line) {
            int dash = line.indexOf(" - ");
            String[] before = line.substring(0, dash).split(" ");
            String[] after = line.substring(dash + 3).split(" ");
            return new Mount(before[3], before[4], after[0], after.length > 2 ? after[2] : "");
        }

        /** In a container only our own branch of the hierarchy is mounted, at its root. */
        Path folderOf(String group) {
            String below = !root.equals("/") && group.startsWith(root) ? group.substring(root.length()) : group;
            String relative = below.startsWith("/") ? below.substring(1) : below;
            return relative.isEmpty() ? Path.of(point) : Path.of(point).resolve(relative);
        }
    }
}
