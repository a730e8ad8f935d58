package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of this machine by number and start time, so that a number used again is not taken for it.
 *
 * @param pid its number
 * @param startTicks field 22 of {@code /proc/<pid>/stat}
 */
public record HostProcess(long pid, long startTicks) {
    /** Ourselves. */
    public static HostProcess current() {
        long pid = ProcessHandle.current().pid();
        return new HostProcess(pid, startTicksOf(pid));
    }

    /** Whether this very process still runs. */
    public boolean isAlive() {
        return startTicksOf(pid) == startTicks;
    }

    /** Readable in a file name: {@code p<pid>.<ticks>}. */
    public String label() {
        return "p" + pid + "." + startTicks;
    }

    private static long startTicksOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is the program's name in brackets and may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[19]);
        } catch (IOException gone) {
            return -1;
        }
    }

    /** All processes whose real user is this uid, as seen by the host now; not the dead ones that nobody has reaped yet. */
    public static List<Long> ofUser(int uid) {
        List<Long> found = new ArrayList<>();
        ProcessHandle.allProcesses().forEach(process -> {
            if (realUser(process.pid()) == uid) {
                found.add(process.pid());
            }
        });
        return found;
    }

    private static int realUser(long pid) {
        try {
            for (String line : Files.readAllLines(
                    Path.of("/proc/" + pid + "/status"), java.nio.charset.StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("State:") && line.contains("Z")) {
                    return -1;
                }
                if (line.startsWith("Uid:")) {
                    return Integer.parseInt(line.split("\\s+")[1]);
                }
            }
        } catch (IOException gone) {
            return -1;
        }
        return -1;
    }

    /** By SIGKILL; nothing when it is gone. */
    public static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
