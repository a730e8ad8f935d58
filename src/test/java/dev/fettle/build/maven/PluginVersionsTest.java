package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.model.Plugin;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that a build names without a version: which one Maven 3.8 would take of those that a repository has. */
class PluginVersionsTest {
    private static final String LIST = """
            <metadata><groupId>shop</groupId><artifactId>sniffer</artifactId><versioning><release>1.10</release>
            <versions><version>1.8</version><version>1.9</version><version>1.9.1</version><version>1.10</version>
            <version>2.0-SNAPSHOT</version></versions></versioning></metadata>
            """;

    @TempDir
    Path folder;

    /** What each version asks of Maven; a version that is missing here is in the list only. */
    private Map<String, String> required = Map.of();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theReleaseIsTakenWhereItRunsInThisMaven() {
        required = Map.of("1.10", "3.2.5", "1.9.1", "3.2.5");
        assertThat(chosen()).isEqualTo("1.10");
    }

    @Test
    void ofWhatRunsTheNewestIsTakenWhereTheReleaseAsksForAnotherMaven() {
        required = Map.of("1.10", "3.9.0", "1.9", "[3.0,)", "1.8", "");
        assertThat(chosen())
                .as("1.9.1 is listed and not there, and 1.9 is newer than 1.8")
                .isEqualTo("1.9");
    }

    @Test
    void noneIsTakenWhereNoneRuns() {
        required = Map.of("1.10", "3.9.0", "1.9", "[3.9,)");
        assertThat(chosen()).isNull();
    }

    private String chosen() {
        Fetcher fetcher = new Fetcher(
                Fetcher.newSystem(),
                folder.resolve("cache"),
                folder.resolve("seed"),
                OperatorSettings.read(settings(), folder.resolve("none.xml"), Map.of()),
                Optional.empty(),
                new PublicWay(Duration.ofMinutes(1)),
                new Properties(),
                Reactor.scan(
                        MavenSamples.write(folder.resolve("tree"), Map.of("pom.xml", MavenSamples.model("shop", "")))));
        List<RemoteRepository> repositories = fetcher.repositories(List.of(
                new RemoteRepository.Builder("central", "default", "https://repository.example.com/maven").build()));
        Plugin plugin = new Plugin();
        plugin.setGroupId("shop");
        plugin.setArtifactId("sniffer");
        return new PluginVersions(fetcher, "3.8.7").choose(plugin, repositories);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String text = text(path.endsWith(".sha1") ? path.substring(0, path.length() - 5) : path);
        if (text == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            byte[] body = (path.endsWith(".sha1") ? sha1(text) : text).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private String text(String path) {
        if (path.endsWith("/shop/sniffer/maven-metadata.xml")) {
            return LIST;
        }
        return required.entrySet().stream()
                .filter(one -> path.endsWith("/sniffer-" + one.getKey() + ".pom"))
                .map(one -> "<project><modelVersion>4.0.0</modelVersion><groupId>shop</groupId>"
                        + "<artifactId>sniffer</artifactId><version>" + one.getKey() + "</version>"
                        + (one.getValue().isEmpty()
                                ? ""
                                : "<prerequisites><maven>" + one.getValue() + "</maven></prerequisites>")
                        + "</project>")
                .findFirst()
                .orElse(null);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path settings() {
        String text = """
            <settings><mirrors><mirror><id>own</id><mirrorOf>*</mirrorOf><url>http://localhost:%d/maven</url></mirror></mirrors></settings>
            """.formatted(server.getAddress().getPort());
        return MavenSamples.write(folder.resolve("home"), Map.of("settings.xml", text))
                .resolve("settings.xml");
    }
}
