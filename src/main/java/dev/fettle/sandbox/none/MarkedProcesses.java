package dev.fettle.sandbox.none;

import dev.fettle.sandbox.HostProcess;
import dev.fettle.sandbox.ProcessGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The processes that carry a mark in their environment, which children inherit. One that clears its environment gets away. */
record MarkedProcesses(String mark) implements ProcessGroup {
    private static final int ROUNDS = 50;

    @Override
    public OptionalLong cpuNanos() {
        return OptionalLong.empty();
    }

    @Override
    public boolean ranOutOfMemory() {
        return false;
    }

    @Override
    public void killAll() {
        List<Long> marked = members();
        for (int round = 0; round < ROUNDS && !marked.isEmpty(); round++) {
            marked.forEach(HostProcess::kill);
            marked = members();
        }
    }

    private List<Long> members() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(this::isMarked)
                .toList();
    }

    private boolean isMarked(long pid) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException goneOrAnotherUsers) {
            return false;
        }
    }

    @Override
    public void remove() {
        // Nothing was made.
    }
}
