package dev.fettle.repair.errorprone;

import dev.fettle.build.BuildException;
import dev.fettle.build.BuildTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Error Prone's own jars: fetched like a project's dependencies when they are first needed, at one version, and kept with their checksums. None is part of Fettle. */
final class ErrorProneJars {
    /** The last one that runs on Java 17. */
    static final String VERSION = "2.42.0";

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>dev.fettle.analyser</groupId>
              <artifactId>error-prone</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <dependencies>
                <dependency>
                  <groupId>com.google.errorprone</groupId>
                  <artifactId>error_prone_core</artifactId>
                  <version>%s</version>
                </dependency>
              </dependencies>
            </project>
            """.formatted(VERSION);

    private final BuildTool maven;

    /** @param maven which fetches */
    ErrorProneJars(BuildTool maven) {
        this.maven = maven;
    }

    /**
     * The class path.
     *
     * @throws BuildException when it cannot be had
     */
    List<Path> classPath() {
        try {
            Path folder = Files.createTempDirectory("fettle-analyser-");
            Path pom = folder.resolve("pom.xml");
            try {
                Files.writeString(pom, POM);
                return maven.prepare(folder).modules().get(0).classPath();
            } finally {
                Files.deleteIfExists(pom);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
