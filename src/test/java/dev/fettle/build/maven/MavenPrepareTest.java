package dev.fettle.build.maven;

import static dev.fettle.build.maven.MavenSamples.JUNIT5;
import static dev.fettle.build.maven.MavenSamples.cart;
import static dev.fettle.build.maven.MavenSamples.cartTest;
import static dev.fettle.build.maven.MavenSamples.model;
import static dev.fettle.build.maven.MavenSamples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.build.BuildException;
import dev.fettle.build.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a build and fetching what it needs, without running anything of it. */
class MavenPrepareTest {
    @TempDir
    Path tree;

    @TempDir
    Path other;

    private final MavenBuild maven = MavenSamples.maven();

    @Test
    void onlyATreeWithAModelAtItsRootIsMavens() {
        assertThat(maven.recognises(tree)).isFalse();
        write(tree, Map.of("pom.xml", model("cart", "")));
        assertThat(maven.recognises(tree)).isTrue();
    }

    @Test
    void whatTheBuildSetsForTestsIsReadFromItsEffectiveModel() {
        String surefire = """
                <argLine>@{argLine} -Xss512k -Dcolour="light blue" -javaagent:/tmp/x.jar ${late.one}</argLine>
                <systemPropertyVariables><data>${project.build.directory}/data</data><fixed>yes</fixed></systemPropertyVariables>
                <environmentVariables><STAGE>${stage}</STAGE></environmentVariables>
                """;
        write(
                tree,
                Map.of("pom.xml", model("cart", "<argLine>-Xmx99m</argLine><stage>test</stage>", JUNIT5, surefire)));

        Project.Module module = maven.prepare(tree).modules().get(0);

        assertThat(module.jvmArguments()).containsExactly("-Xmx99m", "-Xss512k", "-Dcolour=light blue");
        assertThat(module.systemProperties())
                .containsEntry("fixed", "yes")
                .containsEntry("data", Project.ROOT + "/target/data");
        assertThat(module.environment()).containsEntry("STAGE", "test");
        assertThat(Project.at(Path.of("/box"), module.systemProperties().get("data")))
                .isEqualTo("/box/target/data");
        assertThat(module.sources()).contains("src/main/java");
        assertThat(module.testClasses()).isEqualTo("target/test-classes");
    }

    @Test
    void aDependencyThatCannotBeHadIsNamed() {
        write(
                tree,
                Map.of(
                        "pom.xml",
                        model(
                                "cart",
                                "<dependency><groupId>shop.none</groupId><artifactId>none</artifactId><version>1</version></dependency>")));

        assertThatThrownBy(() -> maven.prepare(tree))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("shop.none:none:jar:1")
                .hasMessageContaining("shop:cart");
    }

    /** What a project writes into an address or a name is asked for in the network, with the server's own properties in it. */
    @Test
    void noPropertyOfTheServerItselfIsKnownToAProject() {
        String property = "http.proxyPassword";
        System.setProperty(property, "canary");
        try {
            for (String name : List.of(property, "sun.java.command", "java.class.path", "env.PATH")) {
                String odd = "<dependency><groupId>shop.none</groupId><artifactId>none</artifactId><version>${" + name
                        + "}</version></dependency>";
                write(tree, Map.of("pom.xml", model("cart", odd)));

                assertThatThrownBy(() -> maven.prepare(tree))
                        .as(name)
                        .isInstanceOf(BuildException.class)
                        .hasMessageContaining("${" + name + "}")
                        .hasMessageNotContaining("canary");
            }
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void aParentThatCannotBeHadIsNamed() {
        write(
                tree,
                Map.of(
                        "pom.xml",
                        "<project><modelVersion>4.0.0</modelVersion><parent><groupId>shop.none</groupId><artifactId>parent</artifactId><version>3</version></parent><artifactId>x</artifactId></project>"));

        assertThatThrownBy(() -> maven.prepare(tree))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("shop.none:parent");
    }

    @Test
    void aJdkThatIsNotInstalledIsNamed() {
        write(tree, Map.of("pom.xml", model("cart", JUNIT5).replace("release>17", "release>99")));

        assertThatThrownBy(() -> maven.prepare(tree))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("Java 99")
                .hasMessageContaining("installed are");
    }

    @Test
    void aModuleOutsideOfTheRepositoryIsRefused() {
        write(other, Map.of("pom.xml", model("outside", "")));
        Path escape = tree.relativize(other);
        write(
                tree,
                Map.of(
                        "pom.xml",
                        model("cart", "")
                                .replace(
                                        "<properties>",
                                        "<packaging>pom</packaging><modules><module>" + escape
                                                + "</module></modules><properties>")));

        assertThatThrownBy(() -> maven.prepare(tree))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("reaches out of the repository");
    }

    @Test
    void aBrokenModelIsTheUsersMistakeAndSaysWhere() {
        write(tree, Map.of("pom.xml", "<project><modelVersion>4.0.0</modelVersion><oops>"));

        assertThatThrownBy(() -> maven.prepare(tree))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("pom.xml");
    }

    @Test
    void aBuildThatIsKnownNeedsNoNetworkAndAChangedFileInTheCacheIsNotUsed() throws IOException {
        write(
                tree,
                Map.of(
                        "pom.xml", model("cart", JUNIT5),
                        "src/main/java/shop/Cart.java", cart("+"),
                        "src/test/java/shop/CartTest.java", cartTest()));
        Path cache = write(other, Map.of());
        Path jar = new MavenBuild(cache, System.getenv())
                .prepare(tree)
                .modules()
                .get(0)
                .classPath()
                .get(0);
        assertThat(Files.getPosixFilePermissions(jar)).contains(PosixFilePermission.OTHERS_READ);

        // An operator who is cut off, with an empty repository of his own.
        Path home = write(
                other.resolve("home"), Map.of(".m2/settings.xml", "<settings><offline>true</offline></settings>"));
        Map<String, String> cutOff = Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"));
        Project offline = new MavenBuild(cache, cutOff).prepare(tree);
        assertThat(offline.modules().get(0).classPath()).contains(jar);

        Files.writeString(jar, "poison");
        assertThatThrownBy(() -> new MavenBuild(cache, cutOff).prepare(tree)).isInstanceOf(BuildException.class);
        assertThat(jar).doesNotExist();
        new MavenBuild(cache, System.getenv()).prepare(tree);
        assertThat(Files.size(jar)).isGreaterThan(1_000);
    }
}
