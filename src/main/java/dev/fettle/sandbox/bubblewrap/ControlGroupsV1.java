package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.bubblewrap.ControlGroup.CpuFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Version 1: a hierarchy for each controller; memory, pids and cpuacct are used, those that are there. */
final class ControlGroupsV1 implements ControlGroups {
    private static final String MEMORY = "memory";
    private static final String PIDS = "pids";
    private static final String CPU_ACCOUNT = "cpuacct";
    static final List<String> CONTROLLERS = List.of(MEMORY, PIDS, CPU_ACCOUNT);

    private final Map<String, Path> ownGroups;

    /** @param ownGroups our own group's folder by controller */
    ControlGroupsV1(Map<String, Path> ownGroups) {
        this.ownGroups = Map.copyOf(ownGroups);
    }

    @Override
    public List<Path> parents() {
        Set<Path> distinct = new LinkedHashSet<>(ownGroups.values());
        return List.copyOf(distinct);
    }

    @Override
    public ControlGroup create(String name, Limits limits) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path parent : parents()) {
            folders.add(Files.createDirectory(parent.resolve(name)));
        }
        Path memory = folder(MEMORY, name);
        if (memory != null) {
            String bytes = Long.toString(limits.memoryBytes());
            Files.writeString(memory.resolve("memory.limit_in_bytes"), bytes);
            Path withSwap = memory.resolve("memory.memsw.limit_in_bytes");
            if (Files.exists(withSwap)) {
                Files.writeString(withSwap, bytes);
            }
        }
        Path pids = folder(PIDS, name);
        if (pids != null) {
            Files.writeString(pids.resolve("pids.max"), Integer.toString(limits.processes() + LAUNCHER_TASKS));
        }
        Path account = folder(CPU_ACCOUNT, name);
        return new ControlGroup(
                folders,
                account == null ? null : new CpuFile(account.resolve("cpuacct.usage"), "", 1),
                memory == null ? null : memory.resolve("memory.oom_control"),
                memory == null ? null : memory.resolve("memory.max_usage_in_bytes"));
    }

    private @Nullable Path folder(String controller, String name) {
        Path parent = ownGroups.get(controller);
        return parent == null ? null : parent.resolve(name);
    }

    @Override
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (!ownGroups.containsKey(MEMORY)) {
            gaps.add("No memory control group: the memory of a job is not bounded as a whole.");
        }
        if (!ownGroups.containsKey(PIDS)) {
            gaps.add("No pids control group: processes are bounded for each user id, not for each command.");
        }
        if (!ownGroups.containsKey(CPU_ACCOUNT)) {
            gaps.add("No cpuacct control group: processor time is bounded for each process, not for the tree.");
        }
        return gaps;
    }
}
