package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.bubblewrap.ControlGroup.CpuFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Version 2: one hierarchy. Works as root in the root group, and where a group was delegated to us ({@code Delegate=yes}) with no other process in it. */
final class ControlGroupsV2 implements ControlGroups {
    private static final String CONTROLLERS = "+memory +pids";

    private final Path parent;

    private ControlGroupsV2(Path parent) {
        this.parent = parent;
    }

    /**
     * Turns the controllers on for groups below ours. A group with processes may not do so, hence we first step down into a group of our own.
     *
     * @throws IOException when the group is not ours to divide
     */
    static ControlGroupsV2 in(Path ownGroup) throws IOException {
        List<String> offered = List.of(
                Files.readString(ownGroup.resolve("cgroup.controllers")).trim().split(" "));
        if (!offered.containsAll(List.of("memory", "pids"))) {
            throw new IOException("the controllers memory and pids are not offered in " + ownGroup);
        }
        Path switches = ownGroup.resolve("cgroup.subtree_control");
        try {
            Files.writeString(switches, CONTROLLERS);
        } catch (IOException occupied) {
            Path server = ownGroup.resolve("fettle-server");
            if (!Files.isDirectory(server)) {
                Files.createDirectory(server);
            }
            Files.writeString(server.resolve("cgroup.procs"), "0");
            Files.writeString(switches, CONTROLLERS);
        }
        return new ControlGroupsV2(ownGroup);
    }

    @Override
    public List<Path> parents() {
        return List.of(parent);
    }

    @Override
    public ControlGroup create(String name, Limits limits) throws IOException {
        Path group = Files.createDirectory(parent.resolve(name));
        Files.writeString(group.resolve("memory.max"), Long.toString(limits.memoryBytes()));
        Path swap = group.resolve("memory.swap.max");
        if (Files.exists(swap)) {
            Files.writeString(swap, "0");
        }
        Files.writeString(group.resolve("pids.max"), Integer.toString(limits.processes() + LAUNCHER_TASKS));
        return new ControlGroup(
                List.of(group),
                new CpuFile(group.resolve("cpu.stat"), "usage_usec", 1_000),
                group.resolve("memory.events"),
                group.resolve("memory.peak"));
    }

    @Override
    public List<String> gaps() {
        return List.of();
    }
}
