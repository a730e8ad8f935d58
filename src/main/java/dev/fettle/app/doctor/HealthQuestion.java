package dev.fettle.app.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a server how it is. */
final class HealthQuestion {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private HealthQuestion() {}

    /** What is answered there; nobody is followed elsewhere. */
    static HttpResponse<String> ask(URI uri) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return client.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }
}
