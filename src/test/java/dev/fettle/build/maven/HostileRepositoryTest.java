package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fettle.build.BuildException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers wrote into the models of dependencies, and which repositories they name. */
class HostileRepositoryTest {
    private static final String OUTSIDE = "out/x";

    @TempDir
    Path folder;

    /** Two servers in one: what the operator's mirror was asked for, and what the inner machine was. */
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    private HttpServer server;
    private String model = "";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        if (path.startsWith("/maven/inside/")) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        byte[] body = (path.contains("/a-1.pom") ? model : "anything").getBytes(StandardCharsets.UTF_8);
        if (path.endsWith(".sha1")) {
            body = HexFormat.of().formatHex(sha1(body)).getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] sha1(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first dependency makes the folder {@code b-1...}, from which the second leads up. */
    @ParameterizedTest
    @CsvSource({
        "shop, b, ../../../../out/x, jar",
        "shop, .., .., jar",
        "shop, b, 1, ../../../../../../out/x",
        "shop, b, 1, ../../../../../../../../../../../../out/x"
    })
    void aNameThatLeadsOutOfTheCacheIsNoName(String group, String artifact, String version, String type)
            throws IOException {
        model = model(dependency("shop.b.1", "b-1...", "1", "jar") + dependency(group, artifact, version, type), "");
        Fetcher fetcher = fetcher("<mirrors><mirror><id>mirror</id><mirrorOf>*</mirrorOf><url>" + at("/maven")
                + "</url></mirror></mirrors>");
        List<RemoteRepository> mirror =
                fetcher.repositories(List.of(repository("central", "https://example.com/maven")));

        assertThatThrownBy(() -> fetcher.graph(request(mirror), null, "the test"))
                .isInstanceOfSatisfying(
                        BuildException.class,
                        e -> assertThat(e.isOfTheProject()).isTrue())
                .hasMessageContaining("no name of an artifact");

        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString()))
                    .allMatch(file -> file.matches("(tree|home|deep/er/cache)/.*"));
        }
        assertThat(Path.of("/" + OUTSIDE)).doesNotExist();
    }

    /** A project's own are looked at when they are read; those of a dependency's model come from elsewhere. */
    @Test
    void noInnerMachineIsAskedBecauseADependencyNamesIt() {
        String inner =
                "<repositories><repository><id>inner</id><url>" + at("/inner") + "</url></repository></repositories>";
        model = model(dependency("inside", "b", "1", "jar"), inner);
        Fetcher fetcher = fetcher("<profiles><profile><id>own</id><activation><activeByDefault>true</activeByDefault>"
                + "</activation><repositories><repository><id>own</id><url>"
                + at("/maven").replace("localhost", "127.0.0.1")
                + "</url></repository></repositories></profile></profiles>");

        assertThatThrownBy(() -> fetcher.graph(request(fetcher.repositories(List.of())), null, "the test"))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("inside:b");

        assertThat(asked)
                .anyMatch(path -> path.startsWith("/maven/shop/a/"))
                .noneMatch(path -> path.startsWith("/inner"));
    }

    @Test
    void aLoginGoesToTheServersOfTheSettingsAloneWhateverAProjectCallsItsRepository() {
        Fetcher fetcher = fetcher("<servers><server><id>corp</id><username>builds</username><password>secret</password>"
                + "</server></servers><profiles><profile><id>own</id><repositories><repository><id>corp</id>"
                + "<url>https://nexus.corp.example/releases</url></repository></repositories></profile></profiles>");
        AuthenticationSelector logins = fetcher.session().getAuthenticationSelector();

        assertThat(logins.getAuthentication(repository("corp", "https://nexus.corp.example/snapshots")))
                .isNotNull();
        for (String other : List.of(
                "https://evil.example/releases",
                "http://nexus.corp.example/releases",
                "https://nexus.corp.example:8443/",
                "https://nexus.corp.example.evil.example/",
                "https://nexus.corp.example@evil.example/",
                "nonsense of no kind")) {
            assertThat(logins.getAuthentication(repository("corp", other)))
                    .as(other)
                    .isNull();
        }
    }

    private String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static RemoteRepository repository(String id, String url) {
        return new RemoteRepository.Builder(id, "default", url).build();
    }

    private static CollectRequest request(List<RemoteRepository> repositories) {
        return new CollectRequest(new Dependency(new DefaultArtifact("shop:a:jar:1"), "compile"), repositories);
    }

    private static String model(String dependencies, String more) {
        return "<project><modelVersion>4.0.0</modelVersion><groupId>shop</groupId><artifactId>a</artifactId><version>1</version>"
                + "<dependencies>" + dependencies + "</dependencies>" + more + "</project>";
    }

    private static String dependency(String group, String artifact, String version, String type) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId><version>"
                + version + "</version><type>" + type + "</type></dependency>";
    }

    private Fetcher fetcher(String settings) {
        Path file = MavenSamples.write(
                        folder.resolve("home"), Map.of("settings.xml", "<settings>" + settings + "</settings>"))
                .resolve("settings.xml");
        Path project = MavenSamples.write(folder.resolve("tree"), Map.of("pom.xml", MavenSamples.model("shop", "")));
        return new Fetcher(
                Fetcher.newSystem(),
                folder.resolve("deep/er/cache"),
                folder.resolve("seed"),
                OperatorSettings.read(file, folder.resolve("none.xml"), Map.of()),
                Optional.empty(),
                new PublicWay(Duration.ofMinutes(1)),
                new Properties(),
                Reactor.scan(project));
    }
}
