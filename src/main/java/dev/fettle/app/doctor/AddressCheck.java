package dev.fettle.app.doctor;

import dev.fettle.web.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.util.List;
import javax.net.ssl.SSLException;

/** Whether the public address leads to this server: its name, its certificate, and the proxy before Fettle, tried as the forge would. */
public final class AddressCheck implements Check {
    private static final String PATH = "/health/live";

    private final String baseUrl;
    private final String behind;

    /**
     * @param baseUrl under which people and the forge reach this server, "" when it is not said
     * @param host that the server listens on
     * @param port likewise
     */
    public AddressCheck(String baseUrl, String host, int port) {
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.behind = WebSettings.on(host, port).near() + ":" + port;
    }

    @Override
    public String name() {
        return "address";
    }

    @Override
    public List<Finding> look() {
        if (baseUrl.isEmpty()) {
            return List.of(Finding.notNeeded(name(), "server.base_url is not set: nobody is to reach this server"));
        }
        URI uri = URI.create(baseUrl + PATH);
        try {
            InetAddress unused = InetAddress.getByName(String.valueOf(uri.getHost()));
        } catch (UnknownHostException e) {
            return List.of(Finding.broken(
                    name(),
                    "nobody knows the name " + uri.getHost(),
                    "Make its DNS record, or correct server.base_url and the webhook's URL on the App's page."));
        }
        try {
            HttpResponse<String> answer = HealthQuestion.ask(uri);
            return List.of(judged(answer.statusCode(), answer.body()));
        } catch (SSLException e) {
            return List.of(Finding.broken(
                    name(),
                    baseUrl + " has a certificate that is not trusted: " + e.getMessage(),
                    "Give the proxy a certificate for this name with its whole chain; the forge trusts no other."));
        } catch (IOException e) {
            return List.of(
                    Finding.warning(
                            name(),
                            "nothing answers at " + baseUrl + " from this machine",
                            "Start the proxy and open its port. Where only the way from inside is closed, 'deliveries' says whether the forge gets through."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.unknown(name(), "interrupted", "Try again."));
        }
    }

    private Finding judged(int status, String body) {
        if (status == 200 && body.contains("\"live\"")) {
            return Finding.good(name(), baseUrl + " leads to a Fettle");
        }
        return switch (status) {
            case 421 ->
                Finding.broken(
                        name(),
                        "the proxy at " + baseUrl + " asks Fettle under another name than its own (421)",
                        "Let it pass the Host header on (nginx: proxy_set_header Host $host).");
            case 502, 503, 504 ->
                Finding.broken(
                        name(),
                        "the proxy at " + baseUrl + " does not reach Fettle (" + status + ")",
                        "Start it: fettle serve; and let the proxy hand on to " + behind + ".");
            default ->
                Finding.broken(
                        name(),
                        "something else than Fettle answers at " + baseUrl + " (status " + status + ")",
                        "Let the proxy hand this name on to " + behind + ", " + PATH
                                + " and /webhooks/github at least.");
        };
    }
}
