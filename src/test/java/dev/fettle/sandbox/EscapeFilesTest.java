package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The escape suite, files: what foreign code may see and change. */
class EscapeFilesTest extends SandboxedTest {
    @Test
    void row3To6_noFileOfTheHostIsThere(@TempDir Path elsewhere) throws IOException {
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path secret = Files.writeString(elsewhere.resolve("id_ed25519"), "decoy");
        try (Sandbox neighbour = sandboxes.fresh(QUOTA)) {
            neighbour.write("source.txt", "theirs".getBytes(StandardCharsets.UTF_8));
            for (String path : List.of(
                    secret.toString(),
                    "/root",
                    "/etc/shadow",
                    "/etc/maven/settings.xml",
                    "/var/lib",
                    "/run/fettle",
                    neighbour.directory().toString())) {
                assertThat(sh("ls -d \"$1\"", path).ok()).as(path).isFalse();
            }
        }
        assertThat(said(sh("ls -A /home /root 2>/dev/null; cut -d: -f1 /etc/passwd")))
                .isEqualTo("/home:\nfettle\nfettle\nnobody");
    }

    @Test
    void row28_nothingOutsideTheFolderCanBeWritten() {
        for (String place : List.of("/", "/usr", "/usr/bin", "/etc", "/dev", "/run", "/var", "/home", "/proc")) {
            assertThat(sh("echo x > \"$1/fettle-probe\"", place).ok()).as(place).isFalse();
        }
        assertThat(sh("chmod 777 /etc").ok()).isFalse();
        assertThat(sh("echo >> /etc/passwd").ok()).isFalse();
        assertThat(
                        said(
                                sh(
                                        "echo x > /tmp/x && echo x > /home/fettle/x && echo x > /dev/shm/x && echo x > x && echo fine")))
                .isEqualTo("fine");
    }

    @Test
    void row40_noHardLinkToAFileOfTheHost(@TempDir Path elsewhere) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("file"), "host");

        assertThat(sh("ln \"$1\" mine", file.toString()).ok()).isFalse();
        assertThat(sh("ln /usr/bin/env mine").ok()).isFalse();
        assertThat(sh("ln /etc/passwd mine").ok()).isFalse();
    }

    @Test
    void row41_theDependencyCacheIsReadableAtItsOwnPathAndNotWritable(@TempDir Path cache) throws IOException {
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path jar = Files.writeString(cache.resolve("library.jar"), "genuine");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
        Command poison = new Command(
                List.of(
                        "/bin/sh",
                        "-c",
                        "cat \"$0\"; echo evil > \"$0\"; echo evil > \"$1/new.jar\"; rm -f \"$0\"; mv \"$0\" \"$1/x\"",
                        jar.toString(),
                        cache.toString()),
                Map.of("PATH", "/usr/bin:/bin"),
                "",
                List.of(cache));

        Execution run = sandbox.run(poison, LIMITS);

        assertThat(run.stdout()).isEqualTo("genuine");
        assertThat(run.stderr()).contains("Read-only file system");
        assertThat(jar).hasContent("genuine");
        assertThat(cache.resolve("new.jar")).doesNotExist();
    }

    @Test
    void aReadOnlyPathBehindAClosedFolderIsRefusedWithTheReason(@TempDir Path closed) throws IOException {
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path cache = Files.createDirectory(closed.resolve("cache"));
        Command command = new Command(List.of("/bin/true"), Map.of(), "", List.of(cache));

        if (sandboxes.level().kind() == SandboxLevel.Kind.BUBBLEWRAP_OWN_UID) {
            Execution run = sandbox.run(command, LIMITS);
            assertThat(run.end()).isEqualTo(Execution.End.NOT_STARTED);
            assertThat(run.stderr()).contains(closed + " is closed to other users", "chmod o+x");
        }
    }
}
