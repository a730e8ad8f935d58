package dev.fettle.build.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Small Maven projects for tests, and a Maven whose dependency cache outlives the test run: what was fetched once is not fetched again. */
public final class MavenSamples {
    private static final String MODEL = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId>
              <artifactId>%s</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                %s
              </properties>
              <dependencies>%s</dependencies>
              <build>
                <plugins>
                  <plugin><artifactId>maven-resources-plugin</artifactId><version>3.4.0</version></plugin>
                  <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                  <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version>%s</plugin>
                </plugins>
              </build>
            </project>
            """;

    public static final String JUNIT5 =
            "<dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.14.4</version><scope>test</scope></dependency>";
    public static final String JUNIT4 =
            "<dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope></dependency>";

    private MavenSamples() {}

    /** A folder open to the sandbox's user, the same for every run on this machine. */
    public static Path cache() {
        Path cache = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("fettle-tests-" + System.getProperty("user.name"))
                .resolve("maven-cache");
        try {
            return Files.createDirectories(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static MavenBuild maven() {
        return new MavenBuild(cache(), System.getenv());
    }

    /** A model for Java 17 with pinned plugins. */
    public static String model(String artifact, String dependencies) {
        return model(artifact, "", dependencies, "");
    }

    public static String model(String artifact, String properties, String dependencies, String surefire) {
        String configuration = surefire.isEmpty() ? "" : "<configuration>" + surefire + "</configuration>";
        return MODEL.formatted(artifact, properties, dependencies, configuration);
    }

    /** Writes files below a folder, which it returns. */
    public static Path write(Path folder, Map<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cart whose sum is wrong by a sign. */
    public static String cart(String operator) {
        return """
                package shop;

                public class Cart {
                    public int sum(int a, int b) {
                        return a %s b;
                    }
                }
                """.formatted(operator);
    }

    /** A project of the cart with two tests in JUnit 3, one of which sees the wrong sign. */
    static Map<String, String> oldShop(String model) {
        return Map.of(
                "pom.xml", model, "src/main/java/shop/Cart.java", cart("-"), "src/test/java/shop/CartTest.java", """
                package shop;
                public class CartTest extends junit.framework.TestCase {
                    public void testSums() { assertEquals(5, new Cart().sum(2, 3)); }
                    public void testSumsNothing() { assertEquals(2, new Cart().sum(2, 0)); }
                }
                """);
    }

    /** Two tests of the cart in JUnit 5, one of which sees the wrong sign. */
    public static String cartTest() {
        return """
                package shop;

                import static org.junit.jupiter.api.Assertions.assertEquals;
                import org.junit.jupiter.api.Test;

                class CartTest {
                    @Test
                    void sums() {
                        assertEquals(5, new Cart().sum(2, 3));
                    }

                    @Test
                    void sumsNothing() {
                        assertEquals(2, new Cart().sum(2, 0));
                    }
                }
                """;
    }
}
