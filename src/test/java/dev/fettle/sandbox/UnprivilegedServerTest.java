package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The level of a server that is not root: what holds all the same, and that it says what does not. */
class UnprivilegedServerTest extends SandboxedTest {
    /** Says a line for each wall. */
    public static final class Server {
        public static void main(String[] arguments) throws Exception {
            Path base = Path.of(arguments[0]);
            try (SandboxSelection sandboxes = TestSandboxes.strongest(base)) {
                say("level", sandboxes.level().kind().toString());
                say("proof", sandboxes.level().proof());
                say("gaps", String.join(" ", sandboxes.level().gaps()));
                Sandbox sandbox = sandboxes.fresh(QUOTA);
                Execution uid = sandbox.run(sh("grep ^Uid: /proc/self/status | cut -f2"), LIMITS);
                say("uid", uid.stdout().strip());
                say(
                        "host",
                        output(sandbox.run(sh("ls -d '" + arguments[1] + "' 2>/dev/null || echo invisible"), LIMITS)));
                say(
                        "sparse",
                        output(sandbox.run(
                                command(
                                        "/usr/bin/perl",
                                        "-e",
                                        "$SIG{XFSZ}='IGNORE'; open(F,'>x'); print truncate(F, 1<<40) ? 'made' : $!"),
                                LIMITS)));
                sandbox.write("a/b", "text".getBytes(StandardCharsets.UTF_8));
                say("file", output(sandbox.run(sh("cat a/b; echo more > a/c"), LIMITS)));
                say(
                        "daemon",
                        output(sandbox.run(sh("setsid sleep 4711.02 & echo left"), LIMITS)) + " "
                                + processesSaying("4711.02"));
                sandbox.run(
                        sh(
                                "mkdir -p closed/inner deep; touch closed/inner/f; chmod 0 closed/inner; chmod 0 closed; ln -s /etc/passwd link"),
                        LIMITS);
                say(
                        "collected",
                        sandbox.collect(List.of("a/*", "link"), 100).files().keySet().stream()
                                .sorted()
                                .toList()
                                .toString());
                sandbox.close();
                try (var left = Files.list(base)) {
                    say("left", Long.toString(left.count()));
                }
            }
        }

        private static String output(Execution run) {
            return run.stdout().strip() + run.stderr().strip();
        }

        private static Command sh(String script) {
            return command("/bin/sh", "-c", script);
        }

        private static void say(String key, String value) {
            System.out.println(key + ": " + value.replace("\n", " "));
        }
    }

    @Test
    void withoutRootBubblewrapStillHoldsAndNamesItsGaps(@TempDir Path folder) throws Exception {
        assumeTrue(
                sandboxes.level().kind() == SandboxLevel.Kind.BUBBLEWRAP_OWN_UID, "needs root to become somebody else");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path base = Files.createDirectory(folder.resolve("base"));
        Files.setAttribute(base, "unix:uid", 61_000);
        Path decoy = Files.writeString(folder.resolve("decoy"), "seen");
        List<String> asSomebody = List.of("setpriv", "--reuid", "61000", "--regid", "61000", "--clear-groups");

        Process server = ServerProcess.start(folder, asSomebody, Server.class, base.toString(), decoy.toString());
        Map<String, String> said = new TreeMap<>();
        server.inputReader().lines().forEach(line -> said.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        String errors = new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(server.waitFor()).as(errors).isZero();
        assertThat(said).containsEntry("level", "BUBBLEWRAP");
        assertThat(said.get("gaps"))
                .contains("server's own user", "total size", "memory is not bounded", "number of processes");
        assertThat(said)
                .containsEntry("uid", "61000")
                .containsEntry("host", "invisible")
                .containsEntry("sparse", "File too large")
                .containsEntry("file", "text")
                .containsEntry("daemon", "left 0")
                .containsEntry("collected", "[a/b, a/c]")
                .containsEntry("left", "0");
    }
}
