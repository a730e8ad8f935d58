package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.JobRoots;
import dev.fettle.sandbox.ProcessLauncher;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one machine gives all its sandboxes.
 *
 * @param base where the boxes are
 * @param roots makes their folders
 * @param tools the programs of the launcher
 * @param filter the assembled system call filter
 * @param groups control groups, empty where none can be made
 * @param slots user ids, empty when we are not root
 * @param sizedFileSystems whether we may mount file systems of a fixed size
 * @param mounts mounts them
 * @param janitor clears away
 * @param launcher starts and watches
 */
record Host(
        Path base,
        JobRoots roots,
        HostTools tools,
        byte[] filter,
        Optional<ControlGroups> groups,
        Optional<SlotPool> slots,
        boolean sizedFileSystems,
        Mounts mounts,
        Janitor janitor,
        ProcessLauncher launcher) {}
