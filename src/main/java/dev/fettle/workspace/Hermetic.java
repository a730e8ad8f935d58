package dev.fettle.workspace;

import java.io.File;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.internal.WorkQueue;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.ProcessResult;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts JGit off from the machine: no configuration of the user or the system is read, no environment variable counts, no hook, filter or
 * shell is ever started.
 */
final class Hermetic {
    private static final FS FILES = install();

    private Hermetic() {}

    /** The file system for every repository that this room opens. */
    static FS files() {
        return FILES;
    }

    /**
     * To be called when a process starts: JGit starts a thread when a class of its is loaded, and where that comes at a moment without threads, the class is lost for as long as the process
     * lives, and JGit with it.
     */
    static void prepare() {
        WorkQueue.getExecutor();
    }

    private static FS install() {
        SystemReader.setInstance(new BlindReader(SystemReader.getInstance()));
        return new ProcesslessFiles();
    }

    /** Answers as on a machine without any git configuration. Time and platform are the machine's. */
    private static final class BlindReader extends SystemReader {
        private final SystemReader machine;

        BlindReader(SystemReader machine) {
            this.machine = machine;
            setPlatformChecker();
        }

        @Override
        public String getHostname() {
            return "localhost";
        }

        @Override
        public @Nullable String getenv(String variable) {
            return null;
        }

        @Override
        public @Nullable String getProperty(String key) {
            return key.equals("user.home") ? null : machine.getProperty(key);
        }

        @Override
        public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
            return new KnownDisk(parent);
        }

        @Override
        public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
            return new EmptyConfig(parent);
        }

        @Override
        public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
            return new EmptyConfig(parent);
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"}) // abstract in the library still
        public long getCurrentTime() {
            return machine.now().toEpochMilli();
        }

        @Override
        public Instant now() {
            return machine.now();
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"}) // abstract in the library still
        public int getTimezone(long when) {
            return 0;
        }

        @Override
        public ZoneOffset getTimeZoneAt(Instant when) {
            return ZoneOffset.UTC;
        }

        @Override
        public TimeZone getTimeZone() {
            return TimeZone.getTimeZone(ZoneOffset.UTC);
        }
    }

    /** Holds nothing, reads nothing, keeps nothing. */
    private static class EmptyConfig extends FileBasedConfig {
        @SuppressWarnings("NullAway") // the library's own way to say "no file"
        EmptyConfig(@Nullable Config parent) {
            super(parent, null, null);
        }

        @Override
        public void load() {
            // there is no file
        }

        @Override
        public void save() {
            // the machine's configuration is not ours to write
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }

    /**
     * Says how finely a disk tells time, which JGit would measure for three seconds in every process, with files of its own in the repository. Nothing else.
     */
    private static final class KnownDisk extends EmptyConfig {
        /** Local disks of Linux stamp files by the kernel's tick, 10 ms at the slowest; twice that, and JGit looks into what is younger. */
        private static final Duration TICKS = Duration.ofMillis(20);

        KnownDisk(@Nullable Config parent) {
            super(parent);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long preset, TimeUnit unit) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? unit.convert(TICKS)
                    : super.getTimeUnit(section, subsection, name, preset, unit);
        }
    }

    /** A file system that starts no process. */
    private static final class ProcesslessFiles extends FS_POSIX {
        @Override
        public FS newInstance() {
            return new ProcesslessFiles();
        }

        @Override
        protected @Nullable File discoverGitExe() {
            return null;
        }

        @Override
        protected @Nullable File discoverGitSystemConfig() {
            return null;
        }

        @Override
        public @Nullable File findHook(Repository repository, String name) {
            return null;
        }

        @Override
        public ProcessResult runHookIfPresent(
                Repository repository,
                String name,
                String[] arguments,
                OutputStream out,
                OutputStream err,
                String input) {
            return new ProcessResult(ProcessResult.Status.NOT_PRESENT);
        }

        @Override
        public ProcessBuilder runInShell(String command, String[] arguments) {
            throw new IllegalStateException("no process is started from a repository");
        }
    }
}
