package dev.fettle.gate;

import static dev.fettle.build.maven.MavenSamples.JUNIT5;
import static dev.fettle.build.maven.MavenSamples.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestRun;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.gate.TwoTrees.Compiled;
import dev.fettle.gate.TwoTrees.Side;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.repair.Progress;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxedTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gates share, with the real Maven in the real sandbox. */
class TwoTreesTest extends SandboxedTest {
    private static final List<String> BUILT = List.of("target/**/*.class", "target/surefire-reports/**");

    private final BuildTool maven = MavenSamples.maven();

    @TempDir
    Path folder;

    @Test
    void whatTheSuiteBuiltIsCopiedAndNotBuiltAgain() {
        try (TwoTrees trees = trees()) {
            assertThat(trees.suite(Side.HEAD).end()).isEqualTo(TestRun.End.PASSED);

            // A start of Maven would be over its limit at once.
            try (Compiled compiled = trees.compiled(Side.HEAD, Duration.ofMillis(1))) {
                assertThat(compiled.end()).isEqualTo(TestRun.End.PASSED);
                assertThat(files(compiled.sandbox()))
                        .as("class files alone, no reports")
                        .containsExactlyInAnyOrder(
                                "target/classes/shop/Cart.class", "target/test-classes/shop/CartTest.class");
            }
        }
    }

    @Test
    void whatWasNotBuiltYetIsCompiledNow() {
        try (TwoTrees trees = trees();
                Compiled compiled = trees.compiled(Side.HEAD, Duration.ofMinutes(3))) {
            assertThat(compiled.end()).isEqualTo(TestRun.End.PASSED);
            assertThat(files(compiled.sandbox()))
                    .containsExactlyInAnyOrder(
                            "target/classes/shop/Cart.class", "target/test-classes/shop/CartTest.class");
        }
    }

    @Test
    void whatTheOtherRunDidNotBuildWholeIsCompiledNow() {
        try (TwoTrees trees = trees()) {
            trees.shared(Side.HEAD).write("target/classes/shop/Cart.class", new byte[0]);

            try (Compiled compiled = trees.compiled(Side.HEAD, Duration.ofMinutes(3))) {
                assertThat(compiled.end()).isEqualTo(TestRun.End.PASSED);
                assertThat(files(compiled.sandbox())).contains("target/test-classes/shop/CartTest.class");
            }
        }
    }

    private TwoTrees trees() {
        MavenSamples.write(
                folder,
                Map.of(
                        "pom.xml",
                        model("shop", JUNIT5),
                        "src/main/java/shop/Cart.java",
                        MavenSamples.cart("+"),
                        "src/test/java/shop/CartTest.java",
                        MavenSamples.cartTest()));
        Project project = maven.prepare(folder);
        Tree tree = new Tree(maven, project, folder);
        return new TwoTrees(sandboxes, tree, tree, Duration.ofMinutes(10), InstantSource.system(), Progress.SILENT);
    }

    private static Iterable<String> files(Sandbox sandbox) {
        return sandbox.collect(BUILT, 1 << 20).files().keySet();
    }
}
