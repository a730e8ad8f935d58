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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A repository that only a project names lies in the public network, wherever it sends us. Here 127.0.0.1 stands for the public network, and 127.0.0.2 for the inner one.
 */
class PublicWayTest {
    private static final String PUBLIC = "repository.example";
    private static final String TEXT = "<project/>";

    @TempDir
    Path folder;

    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final PublicWay way =
            new PublicWay(this::lookup, address -> address.getAddress()[3] == 2, Duration.ofSeconds(10));
    private OwnAuthority authority;
    private HttpsServer server;
    private ServerSocketChannel inner;
    private String location = "";
    private int publicFor = Integer.MAX_VALUE;
    private boolean endless;

    @BeforeEach
    void start() throws Exception {
        authority = OwnAuthority.in(folder, PUBLIC);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
        server.createContext("/", this::answer);
        server.start();
        // Whoever connects waits here to be taken.
        inner = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
        inner.configureBlocking(false);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        inner.close();
    }

    private InetAddress[] lookup(String host) throws UnknownHostException {
        lookedUp.add(host);
        if (host.equals(PUBLIC)) {
            return new InetAddress[] {InetAddress.getByName(lookedUp.size() > publicFor ? "127.0.0.2" : "127.0.0.1")};
        }
        return host.equals("inner.example")
                ? new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2")}
                : InetAddress.getAllByName(host);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        if (path.startsWith("/maven/") && !location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", location + path.substring("/maven".length()));
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(302, -1);
        } else if (endless) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            while (true) { // until nobody takes it any more
                out.write(' ');
                out.flush();
            }
        } else {
            byte[] body = body(path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(String path) {
        if (path.endsWith(".sha1")) {
            return sha1(body(path.substring(0, path.length() - ".sha1".length())));
        }
        String[] parts = path.split("/");
        return path.contains("/part-") && path.endsWith(".pom")
                ? MavenSamples.model(parts[parts.length - 3], "")
                : TEXT;
    }

    @Test
    void itLeadsToThePublicNetworkAlsoWhereOneServerSendsToAnother() throws IOException {
        location = at("/elsewhere");

        assertThat(fetch()).isEqualTo(TEXT);

        assertThat(asked).anyMatch(path -> path.startsWith("/maven/")).anyMatch(path -> path.startsWith("/elsewhere/"));
        assertThat(lookedUp).isNotEmpty().containsOnly(PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.2:%d",
                "https://inner.example:%d",
                "https://2130706434:%d",
                "http://127.0.0.2:%d"
            })
    void nobodySendsItIntoTheInnerNetwork(String there) throws IOException {
        location = String.format(there, ((InetSocketAddress) inner.getLocalAddress()).getPort());

        assertThatThrownBy(this::fetch).isInstanceOf(BuildException.class);

        assertThat(asked).isNotEmpty();
        assertThat(inner.accept()).as("a connection to the inner machine").isNull();
    }

    @Test
    void nobodySendsItOffHttps() {
        location = "http://127.0.0.1:" + server.getAddress().getPort();

        assertThatThrownBy(this::fetch).isInstanceOf(BuildException.class).hasMessageContaining("only https leads");
    }

    @Test
    void aNameThatMeansAnInnerMachineTheNextTimeIsLookedAtTheNextTime() throws IOException {
        location = "https://" + PUBLIC + ":" + ((InetSocketAddress) inner.getLocalAddress()).getPort();
        publicFor = 1;

        assertThatThrownBy(this::fetch)
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("a server of a private network");

        assertThat(lookedUp).hasSizeGreaterThan(1);
        assertThat(inner.accept()).as("a connection to the inner machine").isNull();
    }

    @Test
    void whatNeverEndsIsCutOff() {
        endless = true;

        assertThatThrownBy(this::fetch).isInstanceOf(BuildException.class);
    }

    @Test
    void manyAreLedAtOnce() throws Exception {
        Fetcher fetcher = fetcher();
        List<Dependency> wanted = IntStream.range(0, 30)
                .mapToObj(i -> new Dependency(new DefaultArtifact("shop:part-" + i + ":jar:1"), "compile"))
                .toList();

        assertThat(fetcher.graph(new CollectRequest(wanted, List.of(), repositories(fetcher)), null, "the test"))
                .hasSize(30);
    }

    @Test
    void itKnowsNothingButTheWayToServers() throws IOException {
        for (String request : List.of(
                "GET " + at("/maven") + " HTTP/1.1", "CONNECT " + PUBLIC + " HTTP/1.1", "CONNECT a b:443 HTTP/1.1")) {
            try (Socket stranger = new Socket(way.proxy().getHost(), way.proxy().getPort())) {
                stranger.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(stranger.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 403 ");
            }
        }
        assertThat(lookedUp).isEmpty();
    }

    private String at(String path) {
        return "https://" + PUBLIC + ":" + server.getAddress().getPort() + path;
    }

    private String fetch() throws IOException {
        Fetcher fetcher = fetcher();
        return Files.readString(
                fetcher.file(new DefaultArtifact("shop:parent:pom:1"), repositories(fetcher), "the test")
                        .getFile()
                        .toPath());
    }

    private List<RemoteRepository> repositories(Fetcher fetcher) {
        return fetcher.repositories(List.of(new RemoteRepository.Builder("theirs", "default", at("/maven")).build()));
    }

    private Fetcher fetcher() throws IOException {
        Path home = MavenSamples.write(folder.resolve("home"), Map.of("settings.xml", "<settings/>"));
        Path project = MavenSamples.write(folder.resolve("tree"), Map.of("pom.xml", MavenSamples.model("shop", "")));
        return new Fetcher(
                Fetcher.newSystem(),
                folder.resolve("cache"),
                folder.resolve("seed"),
                OperatorSettings.read(home.resolve("settings.xml"), folder.resolve("none.xml"), Map.of()),
                Optional.of(Certificates.read(authority.bundle())),
                way,
                new Properties(),
                Reactor.scan(project));
    }
}
