package dev.fettle.app;

import dev.fettle.build.Project;
import dev.fettle.build.TestRun;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.sandbox.TreeRemoval;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The smallest project with a green test, built and tested as a repair would. */
final class TrialProject {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final String TEST = """
            package fettle.trial;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Test;

            class SumTest {
                @Test
                void oneAndOneAreTwo() {
                    assertEquals(2, new Sum().of(1, 1));
                }
            }
            """;
    private static final String CODE = """
            package fettle.trial;

            class Sum {
                int of(int a, int b) {
                    return a + b;
                }
            }
            """;

    private TrialProject() {}

    /** Fetches what it needs, then builds and tests it in a sandbox. */
    static TestRun run(Home home, Map<String, String> environment, Sandboxes sandboxes) {
        MavenBuild maven = new MavenBuild(home.dependencies(), environment);
        try {
            Path tree = Files.createTempDirectory(home.sandboxes(), "trial-");
            try {
                write(tree.resolve("src/main/java/fettle/trial"), "Sum.java", CODE);
                write(tree.resolve("src/test/java/fettle/trial"), "SumTest.java", TEST);
                try (InputStream pom = TrialProject.class.getResourceAsStream("trial/pom.xml")) {
                    if (pom == null) {
                        throw new IllegalStateException("the jar was built without the trial's pom.xml");
                    }
                    Files.copy(pom, tree.resolve("pom.xml"));
                }
                Project project = maven.prepare(tree);
                try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
                    sandbox.copyIn(tree, "");
                    return maven.test(sandbox, project, List.of(), LIMIT);
                }
            } finally {
                TreeRemoval.remove(tree);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a program of this machine says its version is, in the sandbox; empty where it does not run there. */
    static Optional<String> version(Path program, Sandboxes sandboxes) {
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            Command command = new Command(List.of(program.toString(), "--version"), Map.of(), "", List.of());
            Execution run = sandbox.run(command, Limits.build(SHORT));
            return run.ok() ? run.stdout().lines().findFirst().map(String::strip) : Optional.empty();
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), text);
    }
}
