package dev.fettle.app.doctor;

import dev.fettle.web.WebSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/** Whether a server answers where the settings say that it listens, and says of itself that it is ready. */
public final class ServerCheck implements Check {
    private final String address;

    /**
     * @param host that it listens on
     * @param port likewise; 0 for any, which nobody else can know
     */
    public ServerCheck(String host, int port) {
        this.address = port == 0 ? "" : "http://" + WebSettings.on(host, port).near() + ":" + port;
    }

    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<Finding> look() {
        if (address.isEmpty()) {
            return List.of(Finding.unknown(name(), "server.port is 0, so its port is not known", "Set server.port."));
        }
        try {
            HttpResponse<String> answer = HealthQuestion.ask(URI.create(address + "/health/ready"));
            return List.of(judged(answer.statusCode(), answer.body()));
        } catch (IOException e) {
            return List.of(Finding.warning(
                    name(),
                    "nothing answers at " + address + ", so nothing is taken in or worked on",
                    "Start it: fettle serve"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.unknown(name(), "interrupted", "Try again."));
        }
    }

    private Finding judged(int status, String body) {
        return switch (status) {
            case 200 -> Finding.good(name(), "answers at " + address + " and is ready");
            case 503 ->
                Finding.broken(
                        name(),
                        "answers at " + address + " and is not ready: " + body,
                        "It goes on by itself once that is mended.");
            default ->
                Finding.broken(
                        name(),
                        "something else than Fettle answers at " + address + " (status " + status + ")",
                        "Stop it, or give Fettle another server.port.");
        };
    }
}
