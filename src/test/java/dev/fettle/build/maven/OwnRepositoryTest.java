package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fettle.base.Certificates;
import dev.fettle.base.OwnAuthority;
import dev.fettle.build.BuildException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company's own repository, with a certificate of its own authority and a password. */
class OwnRepositoryTest {
    private static final String TEXT = "<project/>";
    private static final String SHA1 = "31a6e1717665b9fb4646a906d52abae65a7eefbc";

    @TempDir
    Path folder;

    private final Set<String> logins = ConcurrentHashMap.newKeySet();
    private OwnAuthority authority;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        authority = OwnAuthority.in(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        if (login == null) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"mirror\"");
            exchange.sendResponseHeaders(401, -1);
        } else {
            logins.add(login);
            String path = exchange.getRequestURI().getPath();
            byte[] body = (path.endsWith(".sha1") ? SHA1 : TEXT).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Test
    void itIsAskedWithTheOperatorsLoginOnceItsAuthorityIsNamed() {
        Artifact wanted = fetch(Optional.of(Certificates.read(authority.bundle())));

        assertThat(wanted.getFile()).hasContent(TEXT);
        assertThat(logins).hasSize(1);
    }

    @Test
    void withoutTheAuthorityItIsNotTrusted() {
        assertThatThrownBy(() -> fetch(Optional.empty()))
                .isInstanceOf(BuildException.class)
                .rootCause()
                .hasMessageContaining("certification path");
        assertThat(logins).isEmpty();
    }

    @Test
    void aBundleThatIsNoneIsToldAtTheStart() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), MavenBuild.CA_BUNDLE, empty.toString());
        assertThatThrownBy(() -> new MavenBuild(folder.resolve("cache"), environment))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("empty.pem");
    }

    private Artifact fetch(Optional<Certificates> trusted) {
        OperatorSettings settings = OperatorSettings.read(settings(), folder.resolve("none.xml"), Map.of());
        Fetcher fetcher = new Fetcher(
                Fetcher.newSystem(),
                folder.resolve("cache"),
                folder.resolve("seed"),
                settings,
                trusted,
                new PublicWay(Duration.ofMinutes(1)),
                new Properties(),
                Reactor.scan(project()));
        List<RemoteRepository> repositories = fetcher.repositories(List.of(
                new RemoteRepository.Builder("central", "default", "https://repository.example.com/maven").build()));
        return fetcher.file(new DefaultArtifact("shop:parent:pom:1"), repositories, "the test");
    }

    private Path project() {
        return MavenSamples.write(folder.resolve("tree"), Map.of("pom.xml", MavenSamples.model("shop", "")));
    }

    private Path settings() {
        String text = """
            <settings>
              <mirrors><mirror><id>mirror</id><mirrorOf>*</mirrorOf><url>https://localhost:%d/maven</url></mirror></mirrors>
              <servers><server><id>mirror</id><username>builds</username><password>secret</password></server></servers>
            </settings>
            """.formatted(server.getAddress().getPort());
        return MavenSamples.write(folder.resolve("home"), Map.of("settings.xml", text))
                .resolve("settings.xml");
    }
}
