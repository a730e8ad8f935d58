package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The escape suite, network: nobody outside can be reached. */
class EscapeNetworkTest extends SandboxedTest {
    @Test
    void row19_theHostsLoopbackIsNotOurs() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Execution run = perl("""
                    use Socket; socket(my $s, PF_INET, SOCK_STREAM, 0) or die "socket $!";
                    print connect($s, pack_sockaddr_in($ARGV[0], inet_aton("127.0.0.1"))) ? "connected" : "$!";
                    """, Integer.toString(server.getLocalPort()));

            assertThat(said(run)).isEqualTo("Connection refused");
        }
    }

    @Test
    void row20_thereIsNoInterfaceButLoopbackAndNoWayOut() {
        assertThat(said(sh("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '")))
                .isEqualTo("lo");
        assertThat(said(perl("""
                        use Socket; socket(my $s, PF_INET, SOCK_STREAM, 0) or die "socket $!";
                        print connect($s, pack_sockaddr_in(80, inet_aton("192.0.2.1"))) ? "connected" : "$!";
                        """))).isEqualTo("Network is unreachable");
    }

    @Test
    void aServerInsideIsReachedFromInside() {
        assertThat(said(perl("""
                        use Socket; socket(my $s, PF_INET, SOCK_STREAM, 0); bind($s, pack_sockaddr_in(0, INADDR_LOOPBACK)) or die; listen($s, 1);
                        my ($port) = unpack_sockaddr_in(getsockname($s));
                        socket(my $c, PF_INET, SOCK_STREAM, 0); print connect($c, pack_sockaddr_in($port, INADDR_LOOPBACK)) ? "connected" : "$!";
                        """)))
                .as("tests of foreign projects start servers")
                .isEqualTo("connected");
    }

    @Test
    void row21_anAbstractSocketOfTheHostIsNotThere() throws Exception {
        String name = "fettle-" + System.nanoTime();
        Process host = new ProcessBuilder(
                        "perl",
                        "-MSocket",
                        "-e",
                        "$|=1; socket(my $s, PF_UNIX, SOCK_STREAM, 0); bind($s, pack_sockaddr_un(\"\\0$ARGV[0]\")) or die; listen($s, 5); print qq(up\\n); sleep 60",
                        name)
                .start();
        try {
            assertThat(host.inputReader().readLine()).isEqualTo("up");

            assertThat(said(perl("""
                            use Socket; socket(my $s, PF_UNIX, SOCK_STREAM, 0) or die "socket $!";
                            print connect($s, pack_sockaddr_un("\\0$ARGV[0]")) ? "connected" : "$!";
                            """, name))).isEqualTo("Connection refused");
        } finally {
            host.destroyForcibly().waitFor();
        }
    }

    @Test
    void row22_aSocketFileOfTheHostIsNotThere(@TempDir Path elsewhere) throws IOException {
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path path = elsewhere.resolve("docker.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));

            assertThat(said(perl("""
                            use Socket; socket(my $s, PF_UNIX, SOCK_STREAM, 0) or die "socket $!";
                            print connect($s, pack_sockaddr_un($ARGV[0])) ? "connected" : "$!";
                            """, path.toString()))).isEqualTo("No such file or directory");
        }
    }

    @Test
    void row23And24_onlyFourFamiliesOfSocketsCanBeMade() {
        // 1 UNIX, 2 INET, 10 INET6, 16 NETLINK; not 17 PACKET, 40 VSOCK, 38 ALG and the rest
        assertThat(said(perl("""
                        my @made; for my $f (0 .. 50) { for my $type (1, 2, 3) { if (socket(my $s, $f, $type, 0) || $! != 1) { push @made, $f; last } } } print "@made";
                        """))).isEqualTo("1 2 10 16");
    }
}
