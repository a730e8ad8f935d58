package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 43 of the escape suite: the server is killed with SIGKILL while foreign code runs. */
class KilledServerTest extends SandboxedTest {
    /** A server that starts something long and says so. */
    public static final class Server {
        public static void main(String[] arguments) throws IOException {
            SandboxSelection sandboxes = TestSandboxes.strongest(Path.of(arguments[0]));
            Sandbox sandbox = sandboxes.fresh(QUOTA);
            LiveProcess process = sandbox.start(
                    command("/bin/sh", "-c", "trap '' TERM HUP; setsid sleep 4711.43 & echo up; sleep 4711.43"),
                    LIMITS);
            process.stdout().readNBytes(3);
            System.out.println(sandbox.directory());
            System.in.read();
        }
    }

    @Test
    void whatRanInItIsDeadWithinASecondAndTheNextStartClearsUp(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path itsBase = folder.resolve("base");
        Process server = ServerProcess.start(folder, List.of(), Server.class, itsBase.toString());
        BufferedReader out = server.inputReader();
        Path directory = Path.of(out.readLine());
        assertThat(processesSaying("4711.43")).isPositive();
        assertThat(directory).exists();

        server.destroyForcibly().waitFor();

        long killed = System.nanoTime();
        while (processesSaying("4711.43") > 0
                && System.nanoTime() - killed < Duration.ofSeconds(1).toNanos()) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(processesSaying("4711.43")).isZero();

        try (SandboxSelection next = TestSandboxes.strongest(itsBase)) {
            assertThat(next.level().kind()).isEqualTo(sandboxes.level().kind());
            assertThat(directory).doesNotExist();
            assertThat(itsBase).isEmptyDirectory();
            String box = directory.getName(directory.getNameCount() - 3).toString();
            assertThat(controlGroupsNamed(box)).isEmpty();
        }
    }

    /** Other tests' groups come and go meanwhile. */
    static List<Path> controlGroupsNamed(String part) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Path.of("/sys/fs/cgroup"), Set.of(), 8, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.getFileName().toString().contains(part)) {
                    found.add(folder);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) throws IOException {
                return gone == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, gone);
            }
        });
        return found;
    }
}
