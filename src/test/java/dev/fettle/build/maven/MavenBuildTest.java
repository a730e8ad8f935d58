package dev.fettle.build.maven;

import static dev.fettle.build.maven.MavenSamples.JUNIT5;
import static dev.fettle.build.maven.MavenSamples.cart;
import static dev.fettle.build.maven.MavenSamples.cartTest;
import static dev.fettle.build.maven.MavenSamples.model;
import static dev.fettle.build.maven.MavenSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestRun;
import dev.fettle.build.TestRun.End;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxedTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small projects, prepared by us and then built by the real Maven in the real sandbox, offline. */
class MavenBuildTest extends SandboxedTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final TestId SUMS = new TestId("shop.CartTest", "sums");

    private final MavenBuild maven = MavenSamples.maven();

    @TempDir
    Path tree;

    @Test
    void aRedTestIsRedAndOneTestCanBeRunAlone() {
        write(
                tree,
                Map.of(
                        "pom.xml", model("cart", JUNIT5),
                        "src/main/java/shop/Cart.java", cart("-"),
                        "src/test/java/shop/CartTest.java", cartTest()));

        Project project = maven.prepare(tree);
        assertThat(project.release()).isEqualTo(17);
        assertThat(project.modules()).singleElement().satisfies(module -> {
            assertThat(module.framework()).isEqualTo(TestFramework.JUNIT5);
            assertThat(module.classPath()).isNotEmpty().allMatch(jar -> jar.startsWith(MavenSamples.cache()));
        });
        TestRun all = run(project, List.of());
        assertEnd(all, End.RED);
        assertThat(all.report().ids()).containsExactly(SUMS, new TestId("shop.CartTest", "sumsNothing"));
        assertThat(all.report().red()).extracting(TestOutcome::id).containsExactly(SUMS);

        TestRun green = run(project, List.of(new TestId("shop.CartTest", "sumsNothing")));
        assertEnd(green, End.PASSED);
        assertThat(green.report().outcomes()).hasSize(1);
    }

    private static void assertEnd(TestRun run, End end) {
        assertThat(run.end())
                .as(() -> run.diagnosis() + "\n" + run.execution().stdout()
                        + run.execution().stderr())
                .isEqualTo(end);
    }

    private TestRun run(Project project, List<TestId> only) {
        try (Sandbox fresh = sandboxes.fresh(Quota.PROJECT)) {
            fresh.copyIn(tree, "");
            return maven.test(fresh, project, only, LIMIT);
        }
    }
}
