package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.Gate;
import dev.fettle.gate.mcp.McpDoctor;
import dev.fettle.gate.mcp.PackageFolders;
import dev.fettle.gate.mcp.Patience;
import dev.fettle.sandbox.SandboxSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every gate in force has its page, and every page its gate. */
class GatePagesTest {
    private static final Path PAGES = Path.of("docs/gates");
    private final List<Gate> gates = EngineWiring.gatesInForce(
            SecretShapes.bundled(),
            RepositorySettings.DEFAULT,
            new McpDoctor(
                    SandboxSelection.strongestOf(List.of()),
                    SecretShapes.bundled(),
                    new PackageFolders(List.of()),
                    Patience.DEFAULT));

    @Test
    void everyGateHasAPageThatSaysWhatItDoes() throws IOException {
        for (Gate gate : gates) {
            Path page = PAGES.resolve(gate.id() + ".md");
            assertThat(page).as("the page of the gate " + gate.id()).exists();
            assertThat(Files.readString(page))
                    .startsWith("# " + gate.id() + "\n")
                    .contains(gate.summary())
                    .contains(
                            "**Measures.**",
                            "**Threshold.**",
                            "| outcome | when |",
                            "| fail |",
                            "| error |",
                            "**Example.**",
                            "**Waive.**");
        }
    }

    @Test
    void everyPageHasAGate() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            gates.stream().map(gate -> gate.id() + ".md").toList());
        }
    }
}
