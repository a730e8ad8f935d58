package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one command that a person is told to run. */
class MavenCommandTest {
    private static final TestId ONE = TestId.parse("shop.CartTest#adds(int)[1]");

    @TempDir
    Path folder;

    private MavenBuild maven;
    private Path tree;

    @BeforeEach
    void build() throws IOException {
        maven = new MavenBuild(folder.resolve("cache"), System.getenv());
        tree = Files.createDirectories(folder.resolve("tree"));
        Path tests = Files.createDirectories(tree.resolve("core/src/test/java/shop"));
        Files.writeString(tests.resolve("CartTest.java"), "class CartTest {}");
    }

    private static Project.Module module(String path) {
        String prefix = path.isEmpty() ? "" : path + "/";
        return new Project.Module(
                path,
                "shop:" + path,
                List.of(prefix + "src/main/java"),
                List.of(prefix + "src/test/java"),
                prefix + "target/classes",
                prefix + "target/test-classes",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Project.TestFramework.JUNIT5);
    }

    private String command(List<TestId> only, Project.Module... modules) {
        Project project = Project.asItIs("maven", Path.of("/"), 17, List.of(modules), List.of());
        return maven.command(tree, project, only);
    }

    @Test
    void oneModule() {
        assertThat(command(List.of(ONE), module(""))).isEqualTo("mvn -q test -Dtest='shop.CartTest#adds'");
        assertThat(command(List.of(), module(""))).isEqualTo("mvn test");
    }

    @Test
    void severalModulesNameTheOneThatHoldsTheTest() {
        assertThat(command(List.of(ONE), module("web"), module("core")))
                .isEqualTo(
                        "mvn -q -pl core -am test -Dtest='shop.CartTest#adds' -Dsurefire.failIfNoSpecifiedTests=false");
        assertThat(command(List.of(), module("web"), module("core"))).isEqualTo("mvn test");
    }

    @Test
    void severalModulesMayHaveATestOfOneName() throws IOException {
        Path tests = Files.createDirectories(tree.resolve("web/src/test/java/shop"));
        Files.writeString(tests.resolve("CartTest.java"), "class CartTest {}");

        assertThat(command(List.of(ONE), module("web"), module("core"))).startsWith("mvn -q -pl web,core -am test");
    }

    @Test
    void aTestWhoseSourceIsNotFoundIsLookedForEverywhere() {
        assertThat(command(List.of(TestId.parse("shop.GoneTest")), module("web"), module("core")))
                .isEqualTo("mvn -q test -Dtest='shop.GoneTest'");
    }
}
