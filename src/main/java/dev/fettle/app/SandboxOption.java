package dev.fettle.app;

import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import java.util.List;
import picocli.CommandLine.Option;

/** The options {@code --sandbox} and {@code --sandbox-image} of commands that work without the server's settings: those could lie in the foreign folder. */
final class SandboxOption {
    @Option(
            names = "--sandbox",
            paramLabel = "KIND",
            defaultValue = "AUTO",
            description =
                    "One of: ${COMPLETION-CANDIDATES}. AUTO takes the strongest that proves itself; NONE runs the code with your rights, files and network. Default: ${DEFAULT-VALUE}.")
    private SandboxChoice.Mode mode = SandboxChoice.Mode.AUTO;

    @Option(
            names = "--sandbox-image",
            paramLabel = "IMAGE",
            defaultValue = SandboxChoice.IMAGE,
            description = "What containers are made of; never fetched. Default: ${DEFAULT-VALUE}.")
    private String image = SandboxChoice.IMAGE;

    /** As chosen. Who says NONE has named the folder in the same breath; {@code repositories} are those it is for. */
    SandboxChoice choice(List<String> repositories) {
        return new SandboxChoice(mode, repositories, image);
    }
}
