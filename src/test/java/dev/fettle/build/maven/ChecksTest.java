package dev.fettle.build.maven;

import static dev.fettle.build.maven.MavenSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.TestRun;
import dev.fettle.build.TestRun.End;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxedTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds with plugins that judge licences, signatures and style on their way to the tests. */
class ChecksTest extends SandboxedTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** Bound to an early phase; its version is one that nobody ever published. */
    private static final String CHECK = """
            <plugin><groupId>%s</groupId><artifactId>%s</artifactId><version>0.0.1-never</version>
              <executions><execution><id>look</id><phase>validate</phase><goals><goal>check</goal></goals></execution></executions></plugin>
            """;

    private final MavenBuild maven = MavenSamples.maven();

    @TempDir
    Path tree;

    @Test
    void aCheckThatCannotEvenBeHadDoesNotKeepTheTestsFromRunning() {
        String checks = CHECK.formatted("org.apache.rat", "apache-rat-plugin")
                + CHECK.formatted("org.codehaus.mojo", "animal-sniffer-maven-plugin");
        Project project = prepare(checks, "");

        assertThat(project.adapted()).containsOnlyKeys("pom.xml");
        assertRed(project);
    }

    @Test
    void aCheckWithoutAVersionIsNotAskedForOne() {
        String check = CHECK.formatted("org.codehaus.mojo", "animal-sniffer-maven-plugin")
                .replace("<version>0.0.1-never</version>", "");

        assertRed(prepare(check, ""));
    }

    @Test
    void theManifestOfAPackageThatNobodyBuildsIsNotWritten() {
        String manifest =
                CHECK.formatted("org.apache.felix", "maven-bundle-plugin").replace("check", "manifest");

        assertRed(prepare(manifest, ""));
    }

    @Test
    void aCheckOfAProfileIsLeftOutToo() {
        String profile =
                "<profiles><profile><id>strict</id><activation><activeByDefault>true</activeByDefault></activation>"
                        + "<build><plugins>" + CHECK.formatted("com.diffplug.spotless", "spotless-maven-plugin")
                        + "</plugins></build></profile></profiles>";

        assertRed(prepare("", profile));
    }

    @Test
    void aBuildWithoutChecksReadsAsTheTreeHasIt() {
        assertThat(prepare("", "").adapted()).isEmpty();
    }

    private Project prepare(String plugins, String profiles) {
        String model = """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>shop</groupId>
                  <artifactId>strict</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>3.8.1</version><scope>test</scope></dependency>
                  </dependencies>
                  <build><plugins>
                    <plugin><artifactId>maven-resources-plugin</artifactId><version>3.4.0</version></plugin>
                    <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                    <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version></plugin>
                    %s
                  </plugins></build>
                  %s
                </project>
                """.formatted(plugins, profiles);
        write(tree, MavenSamples.oldShop(model));
        return maven.prepare(tree);
    }

    private void assertRed(Project project) {
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(tree, "");
            TestRun run = maven.test(sandbox, project, List.of(), LIMIT);
            assertThat(run.end()).as(run.diagnosis()).isEqualTo(End.RED);
        }
    }
}
