package dev.fettle.gate.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that people use, as npm has them: started by the words of their own manuals, and found healthy. */
class RealServersTest extends ClinicTest {
    @BeforeAll
    void theServersAreHere() {
        assumeTrue(
                Clinic.packages().node().stream()
                        .anyMatch(modules -> Files.isDirectory(modules.resolve("@modelcontextprotocol"))),
                "the servers from npm are not here: npm ci --ignore-scripts");
    }

    @ParameterizedTest
    @CsvSource({
        "everything, '',              npx -y @modelcontextprotocol/server-everything",
        "files,      '',              npx -y @modelcontextprotocol/server-filesystem ${workspaceFolder}",
        "memory,     obsidian-memory, npx -y @modelcontextprotocol/server-memory",
        "machine,    system-monitor,  npx -y @modelcontextprotocol/server-system-monitor --stdio",
        "git,        git,             npx -y @cyanheads/git-mcp-server@2.15.3",
        "shell,      shell,           npx mcp-server-commands",
    })
    void isHealthy(String name, String profile, String command) throws IOException {
        ServerReport report = clinic().only(Clinic.PATIENT, Clinic.declares(name, command.split(" ")), List.of());
        assertThat(report.faults()).as("%s", report.checks()).isEmpty();
        assertThat(report.profile()).isEqualTo(profile);
        assertThat(report.result(Check.PROBE))
                .get()
                .satisfies(probe -> assertThat(probe.fault())
                        .as("%s", probe)
                        .isEqualTo(
                                profile.isEmpty()
                                        ? java.util.Optional.of(Fault.NO_PROBE)
                                        : java.util.Optional.empty()));
    }

    /** It refuses vaults below the temporary folder of the machine. */
    @Test
    void anObsidianServerWritesIntoAVaultOfOurs() throws Exception {
        Path beside = Files.createDirectories(Path.of("target", "clinic").toAbsolutePath());
        try (Clinic elsewhere = Clinic.open(beside)) {
            ServerReport report = elsewhere.only(
                    Clinic.PATIENT,
                    Clinic.declares("notes", "npx", "-y", "obsidian-mcp", "/home/me/my-vault"),
                    List.of());
            assertThat(report.faults()).as("%s", report.checks()).isEmpty();
            assertThat(report.profile()).isEqualTo("obsidian-memory");
            assertThat(report.result(Check.PROBE))
                    .get()
                    .satisfies(probe ->
                            assertThat(probe.detail()).isEqualTo("read-note: the note that create-note wrote"));
        }
    }

    @Test
    void aServerInTheTreeFindsWhatItImports() throws IOException {
        Map<String, String> files = new java.util.HashMap<>(Clinic.declares("own", "node", "own.mjs"));
        files.put("own.mjs", Clinic.script("with-sdk.mjs"));
        ServerReport report = clinic().only(Clinic.PATIENT, files, List.of());
        assertThat(report.faults()).as("%s", report.checks()).isEmpty();
        assertThat(report.result(Check.TOOL_LIST))
                .get()
                .extracting(CheckResult::detail)
                .isEqualTo("1 tool");
    }
}
