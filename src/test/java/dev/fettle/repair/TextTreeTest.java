package dev.fettle.repair;

import dev.fettle.build.BuildTool;
import dev.fettle.build.TestId;
import dev.fettle.improve.kit.FolderSandboxes;
import dev.fettle.improve.kit.HandClock;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tree that a build of text can be asked of, and a reproducer without any other help. */
abstract class TextTreeTest {
    static final String SOURCE = "src/main/java/shop/Price.java";
    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    final HandClock clock = new HandClock();
    FolderSandboxes sandboxes;

    @TempDir
    private Path folder;

    @BeforeEach
    void aPriceFromWhichTheTaxIsTaken() throws IOException {
        sandboxes = new FolderSandboxes(folder.resolve("cells"));
        write("build.txt", "text\n");
        write(
                SOURCE,
                "package shop;\n\nclass Price {\n  int total(int net, int tax) {\n    return net - tax;\n  }\n}\n");
    }

    void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve("tree").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    Workspace workspace() {
        return new GitWorkspaces(folder.resolve("git"), TransportRules.httpsOnly(), clock)
                .snapshot(folder.resolve("tree"));
    }

    /** @param named tests that are said to be red */
    Reproducer.Outcome reproduce(BuildTool tool, Workspace workspace, TestId... named) {
        return reproduce(tool, workspace, FIVE_MINUTES, named);
    }

    Reproducer.Outcome reproduce(BuildTool tool, Workspace workspace, Duration time, TestId... named) {
        Problem problem = new Problem(workspace, tool, tool.prepare(workspace.root()), List.of(named), null, Map.of());
        return new Reproducer(
                        sandboxes,
                        (any, limit) -> Optional.empty(),
                        (any, limit, progress) -> {
                            throw new AssertionError("there is no trace");
                        },
                        (any, code) -> {
                            throw new AssertionError("there is no code");
                        },
                        clock)
                .reproduce(problem, time, Progress.SILENT);
    }
}
