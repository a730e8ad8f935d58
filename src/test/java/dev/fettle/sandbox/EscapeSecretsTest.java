package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The escape suite, secrets: what the server's own process must not hand on. */
class EscapeSecretsTest extends SandboxedTest {
    @Test
    void row7And8_neitherOwnEnvironmentNorThatOfTheFirstProcessHoldsAnythingOfOurs() {
        assertThat(System.getenv()).as("this test runs with an environment").isNotEmpty();

        assertThat(said(sh("tr '\\0' '\\n' < /proc/1/environ"))).isEmpty();
        assertThat(said(sh("tr '\\0' '\\n' < /proc/self/environ")).lines())
                .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "PWD=" + sandbox.directory());
    }

    @Test
    void row9_theEnvironmentGivenIsOnNoCommandLine() {
        Command command = new Command(
                List.of("/bin/sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"),
                Map.of("PATH", "/usr/bin:/bin", "WORD", "xyzzy-canary"),
                "",
                List.of());

        assertThat(said(sandbox.run(command, LIMITS))).contains("bwrap").doesNotContain("xyzzy-canary");
    }

    @Test
    void row10_onlyOwnProcessesAreVisible() {
        List<String> pids = said(sh("echo /proc/[0-9]*")).lines().toList();

        assertThat(pids).hasSize(1);
        assertThat(pids.get(0).split(" ")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void row11_noOpenFileOfOursIsInherited(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("key.pem"), "secret");
        try (InputStream open = new FileInputStream(secret.toFile())) {
            assertThat(open.available()).isPositive();

            String descriptors = said(perl("""
                    opendir(my $d, "/proc/self/fd"); my $own = fileno($d);
                    print join(" ", grep { /\\d/ && $_ != $own && (readlink("/proc/self/fd/$_") // "") !~ /probe\\.pl$/ } readdir $d);
                    """));

            assertThat(descriptors.split(" ")).containsExactlyInAnyOrder("0", "1", "2");
            assertThat(said(sh("ls -l /proc/1/fd 2>&1 | grep -c key.pem; true")))
                    .isEqualTo("0");
        }
    }
}
