package dev.fettle.build.maven;

import static dev.fettle.build.maven.MavenSamples.JUNIT4;
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

    @Test
    void aRedModuleDoesNotHideThoseThatNeedItAndOneModulesTestRunsWithWhatItNeeds() {
        String parent = model("all", "")
                .replace(
                        "<properties>",
                        "<packaging>pom</packaging><modules><module>core</module><module>web</module></modules><properties>");
        String child =
                "<project><modelVersion>4.0.0</modelVersion><parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version></parent><artifactId>%s</artifactId><dependencies>%s</dependencies></project>";
        write(
                tree,
                Map.of(
                        "pom.xml", parent,
                        "core/pom.xml", child.formatted("core", JUNIT4),
                        "core/src/main/java/shop/Cart.java", cart("-"),
                        "core/src/test/java/shop/OldTest.java", """
                        package shop;
                        public class OldTest {
                            @org.junit.Test public void sums() { org.junit.Assert.assertEquals(5, new Cart().sum(2, 3)); }
                        }
                        """,
                        "web/pom.xml",
                                child.formatted(
                                        "web",
                                        "<dependency><groupId>shop</groupId><artifactId>core</artifactId><version>1</version></dependency>"
                                                + JUNIT5),
                        "web/src/test/java/shop/CartTest.java", cartTest()));

        Project project = maven.prepare(tree);
        assertThat(project.modules()).extracting(Project.Module::path).containsExactly("core", "web");
        assertThat(project.modules())
                .extracting(Project.Module::framework)
                .containsExactly(TestFramework.JUNIT4, TestFramework.JUNIT5);
        assertThat(project.modules().get(1).dependsOn()).containsExactly("shop:core");

        TestRun all = run(project, List.of());
        assertEnd(all, End.RED);
        assertThat(all.report().red())
                .extracting(TestOutcome::id)
                .containsExactlyInAnyOrder(SUMS, new TestId("shop.OldTest", "sums"));

        TestRun one = run(project, List.of(SUMS));
        assertEnd(one, End.RED);
        assertThat(one.report().ids()).containsExactly(SUMS);
    }

    @Test
    void whatDoesNotCompileIsNamedAndCompilingRunsNoTest() {
        write(
                tree,
                Map.of(
                        "pom.xml", model("cart", JUNIT5),
                        "src/main/java/shop/Cart.java", cart("+ missing *"),
                        "src/test/java/shop/CartTest.java", cartTest()));
        Project project = maven.prepare(tree);

        TestRun broken = run(project, List.of());
        assertEnd(broken, End.DOES_NOT_BUILD);
        assertThat(broken.diagnosis()).startsWith("src/main/java/shop/Cart.java:5: cannot find symbol");

        write(tree, Map.of("src/main/java/shop/Cart.java", cart("-")));
        try (Sandbox fresh = sandboxes.fresh(Quota.PROJECT)) {
            fresh.copyIn(tree, "");
            assertEnd(maven.compile(fresh, project, LIMIT), End.PASSED);
        }
    }

    @Test
    void aLongChainOfCallsIsCompiledAsAtItsDesk() {
        String chain = ".append(1)".repeat(1_500);
        write(
                tree,
                Map.of(
                        "pom.xml",
                        model("cart", JUNIT5),
                        "src/main/java/shop/Cart.java",
                        "package shop;\nclass Cart { String of(StringBuilder b) { return b" + chain
                                + ".toString(); } }\n"));
        Project project = maven.prepare(tree);
        try (Sandbox fresh = sandboxes.fresh(Quota.PROJECT)) {
            fresh.copyIn(tree, "");
            assertEnd(maven.compile(fresh, project, LIMIT), End.PASSED);
        }
    }

    @Test
    void noTestsAndSkippedTestsAreNoSuccess() {
        write(
                tree,
                Map.of(
                        "pom.xml", model("cart", "", JUNIT5, "<skipTests>true</skipTests>"),
                        "src/main/java/shop/Cart.java", cart("-"),
                        "src/test/java/shop/CartTest.java", cartTest()));

        TestRun skipped = run(maven.prepare(tree), List.of());
        assertEnd(skipped, End.NO_TESTS);
        assertThat(skipped.diagnosis()).contains("skipTests");
    }

    @Test
    void redStaysRedWhenTheBuildIgnoresItOrOldReportsAreGreen() {
        write(
                tree,
                Map.of(
                        "pom.xml", model("cart", "", JUNIT5, "<testFailureIgnore>true</testFailureIgnore>"),
                        "src/main/java/shop/Cart.java", cart("-"),
                        "src/test/java/shop/CartTest.java", cartTest(),
                        "target/surefire-reports/TEST-shop.OldTest.xml",
                                "<testsuite><testcase classname='shop.OldTest' name='gone'/></testsuite>"));

        TestRun run = run(maven.prepare(tree), List.of());

        assertEnd(run, End.RED);
        assertThat(run.execution().exitCode()).isZero();
        assertThat(run.report().ids()).extracting(TestId::className).containsOnly("shop.CartTest");
    }

    @Test
    void aTestThatEndsItsJvmIsRed() {
        write(tree, Map.of("pom.xml", model("cart", JUNIT5), "src/test/java/shop/ExitTest.java", """
                        package shop;
                        class ExitTest {
                            @org.junit.jupiter.api.Test void leaves() { System.exit(0); }
                        }
                        """));

        TestRun run = run(maven.prepare(tree), List.of());

        assertEnd(run, End.RED);
        assertThat(run.report().red()).extracting(TestOutcome::id).containsExactly(new TestId("shop.ExitTest", ""));
    }

    @Test
    void aReportForgedAtTheEndIsNotBelieved() {
        write(
                tree,
                Map.of(
                        "pom.xml", model("cart", JUNIT5),
                        "src/main/java/shop/Cart.java", cart("-"),
                        "src/test/java/shop/CartTest.java", cartTest(),
                        "src/test/java/shop/ForgeTest.java", """
                        package shop;
                        import java.nio.file.*;
                        class ForgeTest {
                            @org.junit.jupiter.api.Test void forges() {
                                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                                    try {
                                        Path report = Path.of("target/surefire-reports/TEST-shop.CartTest.xml");
                                        Files.writeString(report, "<testsuite><testcase classname='shop.CartTest' name='sums'/><testcase classname='shop.CartTest' name='sumsNothing'/></testsuite>");
                                    } catch (java.io.IOException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    Runtime.getRuntime().halt(0);
                                }));
                            }
                        }
                        """));

        TestRun run = run(maven.prepare(tree), List.of());

        assertThat(run.end()).isNotEqualTo(End.PASSED).isNotEqualTo(End.NO_TESTS);
    }

    @Test
    void nestedAndParameterisedTestsCanBeRunAlone() {
        write(
                tree,
                Map.of(
                        "pom.xml", model("cart", JUNIT5),
                        "src/main/java/shop/Cart.java", cart("+"),
                        "src/test/java/shop/ManyTest.java", """
                        package shop;
                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.*;
                        import org.junit.jupiter.params.ParameterizedTest;
                        import org.junit.jupiter.params.provider.ValueSource;
                        class ManyTest {
                            @ParameterizedTest @ValueSource(ints = {1, 2}) void adds(int n) { assertEquals(n, new Cart().sum(n, 0)); }
                            @Test void other() {}
                            @Nested class Inside { @Test void deep() {} @Test void deeper() {} }
                        }
                        """));
        Project project = maven.prepare(tree);
        List<TestId> all = List.copyOf(run(project, List.of()).report().ids());
        assertThat(all).hasSize(5);
        List<TestId> wanted = all.stream()
                .filter(id -> id.method().startsWith("adds") || id.method().equals("deep"))
                .toList();

        TestRun some = run(project, wanted);

        assertEnd(some, End.PASSED);
        assertThat(some.report().ids()).containsExactlyElementsOf(wanted);
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
