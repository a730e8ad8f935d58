package dev.fettle.repair.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.repair.Analyser;
import dev.fettle.repair.Analyser.Analysis;
import dev.fettle.repair.Analyser.Finding;
import dev.fettle.sandbox.SandboxedTest;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Error Prone in the real sandbox, over projects that the real Maven builds first. */
class ErrorProneAnalyserTest extends SandboxedTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String CHILD =
            "<project><modelVersion>4.0.0</modelVersion><parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version></parent><artifactId>%s</artifactId><dependencies>%s</dependencies></project>";

    private final MavenBuild maven = MavenSamples.maven();

    @TempDir
    Path tree;

    @TempDir
    Path home;

    private Analysis analysed() {
        GitWorkspaces workspaces =
                new GitWorkspaces(home.resolve("git"), TransportRules.httpsOnly(), InstantSource.system());
        Analyser analyser = new ErrorProneAnalyser(
                sandboxes, maven, Path.of(System.getProperty("java.home")), InstantSource.system());
        try (Workspace workspace = workspaces.snapshot(tree)) {
            Project project = maven.prepare(workspace.root());
            return analyser.analyse(workspace, maven, project, LIMIT);
        }
    }

    @Test
    void mistakesAreFoundInEachModuleWithWhatWasMeantAndTestsAreLeftAlone() {
        String mistaken = "        return a.equals(b);\n";
        MavenSamples.write(
                tree,
                Map.of(
                        "pom.xml",
                        MavenSamples.model("all", "")
                                .replace(
                                        "<properties>",
                                        "<packaging>pom</packaging><modules><module>core</module><module>web</module></modules><properties>"),
                        "core/pom.xml",
                        CHILD.formatted("core", ""),
                        "core/src/main/java/shop/Prices.java",
                        "package shop;\npublic class Prices {\n    public boolean same(int[] a, int[] b) {\n" + mistaken
                                + "    }\n}\n",
                        "web/pom.xml",
                        CHILD.formatted(
                                "web",
                                "<dependency><groupId>shop</groupId><artifactId>core</artifactId><version>1</version></dependency>"),
                        "web/src/main/java/shop/Page.java",
                        "package shop;\npublic class Page {\n    boolean empty(Double d) { return d == Double.NaN; }\n"
                                + "    boolean same(Prices p) { return p.same(new int[0], new int[0]); }\n}\n",
                        "web/src/test/java/shop/PageTest.java",
                        "package shop;\nclass PageTest {\n    boolean same(int[] a, int[] b) {\n" + mistaken
                                + "    }\n}\n"));

        Analysis analysis = analysed();

        assertThat(analysis.notLookedAt()).isEmpty();
        assertThat(analysis.findings())
                .containsExactlyInAnyOrder(
                        new Finding(
                                "ArrayEquals",
                                "core/src/main/java/shop/Prices.java",
                                4,
                                "high",
                                "Reference equality used to compare arrays",
                                "return Arrays.equals(a, b);"),
                        new Finding(
                                "EqualsNaN",
                                "web/src/main/java/shop/Page.java",
                                3,
                                "high",
                                "== NaN always returns false; use the isNaN methods instead",
                                "boolean empty(Double d) { return Double.isNaN(d); }"));
    }

    @Test
    void whatDoesNotCompileIsNotLookedAt() {
        MavenSamples.write(
                tree,
                Map.of(
                        "pom.xml",
                        MavenSamples.model("cart", ""),
                        "src/main/java/shop/Cart.java",
                        "package shop;\nclass Cart { int sum() { return \"x\"; } }\n"));

        Analysis analysis = analysed();

        assertThat(analysis.built()).isFalse();
        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.notLookedAt()).singleElement().asString().startsWith("DOES_NOT_BUILD: ");
    }
}
