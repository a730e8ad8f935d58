package dev.fettle.build.maven;

import static dev.fettle.build.maven.MavenSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestRun;
import dev.fettle.build.TestRun.End;
import dev.fettle.repair.run.Baseline;
import dev.fettle.repair.run.BenchOptions;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.WarmTestBench;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxedTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TestNG of 2012 under the Surefire of 2013: another class path, and classes looked up where the project's are not. */
class OldTestNgTest extends SandboxedTest {
    private static final TestId ADDS = new TestId("shop.CartTest", "adds");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static final String MODEL = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId>
              <artifactId>old-testng</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>8</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency><groupId>org.testng</groupId><artifactId>testng</artifactId><version>6.8</version><scope>test</scope></dependency>
              </dependencies>
              <build><plugins>
                <plugin><artifactId>maven-resources-plugin</artifactId><version>3.4.0</version></plugin>
                <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                <plugin><artifactId>maven-surefire-plugin</artifactId><version>2.16</version></plugin>
              </plugins></build>
            </project>
            """;

    @TempDir
    Path tree;

    @Test
    void runsInTheBuildAndInTheSearch() {
        write(
                tree,
                Map.of(
                        "pom.xml",
                        MODEL,
                        "src/main/java/shop/Cart.java",
                        MavenSamples.cart("-"),
                        "src/test/java/shop/CartTest.java",
                        """
                                package shop;

                                import static org.testng.Assert.assertEquals;
                                import org.testng.annotations.Test;

                                public class CartTest {
                                    @Test public void adds() { assertEquals(new Cart().sum(2, 3), 5); }
                                    @Test public void addsNothing() { assertEquals(new Cart().sum(2, 0), 2); }
                                }
                                """));
        MavenBuild maven = MavenSamples.maven();
        Project project = maven.prepare(tree);
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(tree, "");
            TestRun run = maven.test(sandbox, project, List.of(), LIMIT);
            assertThat(run.end()).as(run.diagnosis()).isEqualTo(End.RED);
            assertThat(run.report().red()).extracting(TestOutcome::id).containsExactly(ADDS);

            try (TestBench bench = WarmTestBench.open(
                    sandbox, project, project.modules().get(0), BenchOptions.standard(), InstantSource.system())) {
                Baseline one = bench.baseline(List.of(ADDS), LIMIT);
                assertThat(one.outcomes())
                        .as("the other one was not asked for")
                        .extracting(TestOutcome::id)
                        .containsExactly(ADDS);
                assertThat(one.covering("shop.Cart", 5, 5)).containsExactly(ADDS);
                assertThat(bench.baseline(List.of(new TestId("shop.CartTest", "")), LIMIT)
                                .outcomes())
                        .hasSize(2);
            }
        }
    }
}
