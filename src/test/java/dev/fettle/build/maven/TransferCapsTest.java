package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A repository that sends more than a build needs. What is refused is read on, since the client empties a connection before it leaves it, and goes to no disk. */
@Timeout(60)
class TransferCapsTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private final RepositorySystem system = Fetcher.newSystem();

    private static HttpServer sending(int megabytes) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().matches(".*\\.(sha1|md5)")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    for (int i = 0; i < megabytes; i++) {
                        out.write(new byte[MEGABYTE]);
                    }
                } catch (IOException hungUp) {
                    // as it should be
                    return;
                }
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void whatIsLargerThanAnyLibraryIsNotKept() throws Exception {
        HttpServer server = sending(20);
        try {
            assertThatThrownBy(() -> fetch(server, new TransferCaps(3 * MEGABYTE, 100 * MEGABYTE), "a", "b"))
                    .isInstanceOf(ArtifactResolutionException.class)
                    .hasMessageContaining("more than Fettle fetches");
            try (Stream<Path> all = Files.walk(folder)) {
                assertThat(all.filter(Files::isRegularFile)
                                .mapToLong(file -> file.toFile().length())
                                .sum())
                        .isLessThan(4 * MEGABYTE);
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void manyThatAreNotTooLargeAreTooMuchTogether() throws Exception {
        HttpServer server = sending(2);
        try {
            assertThatCode(() -> fetch(server, new TransferCaps(3 * MEGABYTE, 5 * MEGABYTE), "a", "b"))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> fetch(server, new TransferCaps(3 * MEGABYTE, 5 * MEGABYTE), "c", "d", "e"))
                    .isInstanceOf(ArtifactResolutionException.class);
        } finally {
            server.stop(0);
        }
    }

    private void fetch(HttpServer server, TransferCaps caps, String... names) throws ArtifactResolutionException {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(folder.toFile(), "simple")));
        session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_IGNORE);
        session.setTransferListener(caps);
        RemoteRepository repository = new RemoteRepository.Builder(
                        "own",
                        "default",
                        "http://localhost:" + server.getAddress().getPort())
                .build();
        for (String name : names) {
            system.resolveArtifact(
                    session,
                    new ArtifactRequest(new DefaultArtifact("shop", name, "jar", "1"), List.of(repository), null));
        }
    }
}
