package dev.fettle.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with exactly the variables that the image and the unit set, their folders moved below one of the test's own. */
class ServedAsShippedTest {
    private static final Pattern LISTENS = Pattern.compile("fettle listens on http://127\\.0\\.0\\.1:(\\d+),.*");

    @TempDir
    private Path folder;

    @Test
    void inTheContainerTheReadinessProbeReachesIt() throws Exception {
        assumeThat(another()).as("an address that is not the loopback one").isPresent();
        Process server = start(Shipped.image());
        try {
            int port = port(server);
            assertThat(ready(another().orElseThrow(), port)).startsWith("HTTP/1.1 200 ");
            assertThat(ready(InetAddress.getByName("127.0.0.1"), port)).startsWith("HTTP/1.1 200 ");
            assertThat(folder.resolve("var/lib/fettle/fettle-data/fettle.db")).exists();
        } finally {
            stop(server);
        }
    }

    @Test
    void underSystemdItIsReachedFromThisMachineAlone() throws Exception {
        Process server = start(Shipped.unit());
        try {
            int port = port(server);
            assertThat(ready(InetAddress.getByName("127.0.0.1"), port)).startsWith("HTTP/1.1 200 ");
            assertThat(folder.resolve("var/lib/fettle/fettle-data/fettle.db")).exists();
            another()
                    .ifPresent(address ->
                            assertThatThrownBy(() -> ready(address, port)).isInstanceOf(ConnectException.class));
        } finally {
            stop(server);
        }
    }

    private Process start(Map<String, String> variables) throws IOException {
        Path settings = Files.createDirectories(folder.resolve("etc/fettle")).resolve("fettle.json");
        Files.writeString(settings, "{}");
        Files.createDirectories(folder.resolve("var/lib/fettle"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.fettle.app.Main",
                        "serve")
                .directory(folder.resolve("var/lib/fettle").toFile())
                .redirectError(folder.resolve("log").toFile());
        variables.forEach(
                (name, value) -> builder.environment().put(name, value.startsWith("/") ? folder + value : value));
        builder.environment().put("FETTLE_SERVER_PORT", "0");
        return builder.start();
    }

    private int port(Process server) throws IOException {
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.matches()) {
                return Integer.parseInt(listens.group(1));
            }
        }
        throw new AssertionError("it ended before it listened:\n" + Files.readString(folder.resolve("log")));
    }

    /** The first line of the answer to the probe, as Kubernetes sends it. */
    private static String ready(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 10_000);
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<InetAddress> another() throws IOException {
        List<NetworkInterface> all = NetworkInterface.networkInterfaces().toList();
        return all.stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }

    private static void stop(Process server) throws InterruptedException {
        server.destroy();
        server.waitFor();
    }
}
