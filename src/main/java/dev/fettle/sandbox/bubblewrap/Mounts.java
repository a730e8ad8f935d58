package dev.fettle.sandbox.bubblewrap;

import dev.fettle.sandbox.Quota;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sized file systems in memory, mounted and unmounted by root. */
final class Mounts {
    private final Path mount;
    private final Path umount;

    Mounts(Path mount, Path umount) {
        this.mount = mount;
        this.umount = umount;
    }

    /** Mounts an empty file system that holds no more than the quota. */
    void mountSized(Path at, Quota quota) throws IOException {
        String options = "size=" + quota.bytes() + ",nr_inodes=" + quota.files() + ",mode=0711,nosuid,nodev";
        host(List.of(mount.toString(), "-t", "tmpfs", "-o", options, "fettle", at.toString()));
    }

    /** Unmounts what is mounted there, if anything; what is still open goes away with its last user. */
    void unmount(Path at) throws IOException {
        while (isMounted(at)) {
            host(List.of(umount.toString(), "--lazy", at.toString()));
        }
    }

    private static boolean isMounted(Path at) throws IOException {
        // mountinfo writes blanks as \040 and so on; our own paths are compared in that form.
        String escaped = at.toString()
                .replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            String[] fields = line.split(" ", 6);
            if (fields.length > 4 && fields[4].equals(escaped)) {
                return true;
            }
        }
        return false;
    }

    private static void host(List<String> argv) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
        if (!hasEnded(process)) {
            process.destroyForcibly();
            throw new IOException(argv.get(0) + " hangs");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", argv) + ": " + said.trim());
        }
    }

    /** Who is told to stop still clears away: a mount that is left takes memory until somebody starts again. An interrupt waits, and is kept. */
    private static boolean hasEnded(Process process) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
