package dev.fettle.build.maven;

import static dev.fettle.build.maven.MavenSamples.JUNIT5;
import static dev.fettle.build.maven.MavenSamples.model;
import static dev.fettle.build.maven.MavenSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.TestRun;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxedTest;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Maven that was unpacked from an archive, with the operator's settings in its own folder. */
class MavenHomeTest extends SandboxedTest {
    private static final String CANARY = "canary-of-the-mirror";
    private static final String SETTINGS =
            "<settings><servers><server><id>mirror</id><username>builds</username><password>" + CANARY
                    + "</password></server></servers></settings>";

    @TempDir
    Path folder;

    @Test
    void aBuildSeesThePartsOfItAndNoneOfTheSettingsInIt() throws IOException {
        Path home = copyOfMaven();
        Files.writeString(home.resolve("conf/settings.xml"), SETTINGS);
        Files.writeString(home.resolve("conf/settings-security.xml"), SETTINGS);
        Files.writeString(home.resolve("conf/toolchains.xml"), "<toolchains><!-- " + CANARY + " --></toolchains>");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("MAVEN_HOME", home.toString());
        MavenBuild maven = new MavenBuild(MavenSamples.cache(), environment);
        Path tree = write(
                Files.createDirectories(folder.resolve("tree")),
                Map.of("pom.xml", model("spy", JUNIT5), "src/test/java/shop/SpyTest.java", """
                    package shop;

                    import static org.junit.jupiter.api.Assertions.assertEquals;
                    import static org.junit.jupiter.api.Assertions.assertTrue;
                    import java.nio.file.*;
                    import java.util.*;
                    import java.util.stream.*;
                    import org.junit.jupiter.api.Test;

                    class SpyTest {
                        @Test
                        void looksAround() throws Exception {
                            Path home = Path.of("%s");
                            List<Path> telling = new ArrayList<>();
                            List<Path> all;
                            try (Stream<Path> files = Files.walk(home)) {
                                all = files.filter(Files::isRegularFile).collect(Collectors.toList());
                            }
                            for (Path file : all) {
                                if (new String(Files.readAllBytes(file), "ISO-8859-1").contains("canary-of")) {
                                    telling.add(file);
                                }
                            }
                            assertTrue(all.size() > 10, "Maven's jars are there: " + all);
                            assertEquals(List.of(), telling);
                        }
                    }
                    """.formatted(home)));

        Project project = maven.prepare(tree);
        TestRun run;
        try (Sandbox fresh = sandboxes.fresh(Quota.PROJECT)) {
            fresh.copyIn(tree, "");
            run = maven.test(fresh, project, List.of(), Duration.ofSeconds(120));
        }

        assertThat(run.end())
                .as("%s %s", run.execution().stdout(), run.report().red())
                .isEqualTo(TestRun.End.PASSED);
        assertThat(run.report().outcomes()).hasSize(1);
    }

    /** All its links followed, as an archive has none. */
    private Path copyOfMaven() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path from = MavenInstallation.find(System.getenv()).home();
        Path to = folder.resolve("opt-maven");
        try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to.toRealPath();
    }
}
