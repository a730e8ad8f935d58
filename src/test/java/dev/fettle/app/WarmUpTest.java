package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a server asks itself for, so that the first person need not wait. */
class WarmUpTest {
    @Test
    void eachViewIsAskedForOnceBesideTheWork() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            new WarmUp("http://127.0.0.1:" + server.getAddress().getPort())
                    .begin()
                    .join();
        } finally {
            server.stop(0);
        }

        assertThat(asked)
                .as("also where one is refused")
                .containsExactlyElementsOf(WarmUp.PATHS)
                .contains("/", "/tickets", "/api/v1/dashboard");
    }

    @Test
    void aServerThatIsGoneAlreadyEndsIt() throws Exception {
        Thread thread = new WarmUp("http://127.0.0.1:1").begin();
        thread.join(30_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(thread.isDaemon()).isTrue();
    }
}
