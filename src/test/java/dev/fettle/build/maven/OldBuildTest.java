package dev.fettle.build.maven;

import static dev.fettle.build.maven.MavenSamples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fettle.build.BuildException;
import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestRun;
import dev.fettle.build.TestRun.End;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxedTest;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds as libraries had them ten and more years ago, on the JDKs of today. */
class OldBuildTest extends SandboxedTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final MavenBuild maven = MavenSamples.maven();

    @TempDir
    Path tree;

    private static String model(String more, String plugins) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>shop</groupId>
                  <artifactId>old</artifactId>
                  <version>1</version>
                  <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
                  <dependencies>
                    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>3.8.1</version><scope>test</scope></dependency>
                  </dependencies>
                  %s
                  <build><plugins>
                    <plugin><artifactId>maven-resources-plugin</artifactId><version>3.4.0</version></plugin>
                    %s
                  </plugins></build>
                </project>
                """.formatted(more, plugins);
    }

    private static String compiler(String level) {
        return """
                <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version>
                  <configuration><source>%1$s</source><target>%1$s</target></configuration></plugin>
                """.formatted(level);
    }

    private static String surefire(String version) {
        return "<plugin><artifactId>maven-surefire-plugin</artifactId><version>" + version + "</version></plugin>";
    }

    private Project prepare(String model) {
        write(tree, MavenSamples.oldShop(model));
        return maven.prepare(tree);
    }

    @Test
    void aLevelThatNoCompilerTakesAnyMoreIsRaisedInTheSandboxAndSaid() {
        String model = model("", compiler("1.5") + surefire("3.5.4"));

        Project project = prepare(model);

        assertThat(project.release()).isEqualTo(8);
        assertThat(project.adapted()).containsOnlyKeys("pom.xml");
        assertThat(project.notes()).singleElement().asString().contains("written for Java 5", "was built as Java 8");
        assertRed(project);
        assertThat(tree.resolve("pom.xml")).as("the tree keeps its own").hasContent(model);
    }

    @Test
    void whatAProfileSaysOfTheLevelIsRaisedToo() {
        String profile =
                "<profiles><profile><id>old</id><activation><activeByDefault>true</activeByDefault></activation>"
                        + "<build><plugins>" + compiler("1.4") + "</plugins></build></profile></profiles>";

        assertRed(prepare(model(profile, surefire("3.5.4"))));
    }

    @Test
    void aLevelThatItsCompilerTakesStaysAsItIs() {
        Project project = prepare(model("", compiler("8") + surefire("3.5.4")));

        assertThat(project.release()).isEqualTo(8);
        assertThat(project.adapted()).isEmpty();
        assertThat(project.notes()).isEmpty();
    }

    @Test
    void surefireBefore27RunsJUnit3WithAProviderOfAnotherName() {
        assertRed(prepare(model("", compiler("8") + surefire("2.4.3"))));
    }

    @Test
    void bothAreFetchedWhereTheCacheHasNeither(@TempDir Path empty) throws IOException {
        String model = model(
                "", compiler("8") + surefire("2.4.3") + "<plugin><artifactId>maven-idea-plugin</artifactId></plugin>");
        write(tree, Map.of("pom.xml", model));

        try {
            new MavenBuild(empty, System.getenv()).prepare(tree);
        } catch (BuildException e) {
            assumeFalse(isOffline(e), "what is to be fetched from the repository cannot be fetched without a network");
            throw e;
        }

        try (Stream<Path> files = Files.walk(empty)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("surefire-junit-2.4.3.jar")
                    .anyMatch(name -> name.matches("maven-idea-plugin-.*\\.jar"));
        }
    }

    private static boolean isOffline(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aPluginWithoutVersionThatNeverRunsIsLookedAtByMavenAllTheSame() {
        assertRed(prepare(model(
                "",
                compiler("8") + surefire("3.5.4") + "<plugin><artifactId>maven-idea-plugin</artifactId></plugin>")));
    }

    @Test
    void aModelThatSaysWhereItsArtifactCanBeDownloadedIsRead() {
        String download =
                "<distributionManagement><downloadUrl>http://shop/download</downloadUrl></distributionManagement>";

        assertThat(prepare(model(download, compiler("8") + surefire("3.5.4"))).modules())
                .hasSize(1);
    }

    @Test
    void aCheckOfTheBuildPlanAsksForNoPluginOfALaterPhase() {
        String check = """
                <plugin><artifactId>maven-artifact-plugin</artifactId><version>3.6.0</version>
                  <executions><execution><phase>validate</phase><goals><goal>check-buildplan</goal></goals></execution></executions></plugin>
                <plugin><artifactId>maven-source-plugin</artifactId><version>3.3.1</version>
                  <executions><execution><phase>package</phase><goals><goal>jar-no-fork</goal></goals></execution></executions></plugin>
                """;

        assertRed(
                prepare(
                        model("", compiler("8") + surefire("3.5.4") + check)
                                .replace(
                                        "<properties>",
                                        "<properties><project.build.outputTimestamp>2026-01-01T00:00:00Z</project.build.outputTimestamp>")));
    }

    private void assertRed(Project project) {
        try (Sandbox box = sandboxes.fresh(Quota.PROJECT)) {
            box.copyIn(tree, "");
            TestRun run = maven.test(box, project, List.of(), LIMIT);
            assertThat(run.end())
                    .as("%s%n%s", run.diagnosis(), run.execution().stdout())
                    .isEqualTo(End.RED);
            assertThat(run.report().red())
                    .extracting(TestOutcome::id)
                    .containsExactly(new TestId("shop.CartTest", "testSums"));
            assertThat(run.report().outcomes()).hasSize(2);
        }
    }
}
