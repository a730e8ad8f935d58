package dev.fettle.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fettle.base.PatternRedactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.improve.kit.Loop;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.github.DeliveryBody;
import dev.fettle.web.Figures;
import dev.fettle.web.IntakeParts;
import dev.fettle.web.WebParts;
import dev.fettle.web.WebServer;
import dev.fettle.web.WebSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs that report what they saw, each through its own protocol, to a server over a loop's stores. */
final class Reporters implements AutoCloseable {
    private final WebServer server;
    private final Map<IntakeSource, String> keys = new EnumMap<>(IntakeSource.class);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private long project;

    Reporters(Loop loop, RepositoryRef repository) {
        PatternRedactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);
        IntakeParts intake = new IntakeParts(
                loop.stores().intakeKeys(),
                loop.stores().reports(),
                IntakeWiring.readers(redactor),
                loop.listening()::refusal,
                IntakeLimits.DEFAULT);
        server = WebServer.of(
                WebSettings.on("127.0.0.1", 0),
                new WebParts(
                        () -> List.of(Secret.of("a secret")),
                        DeliveryBody::json,
                        loop.stores().deliveries(),
                        intake,
                        loop.stores().backlog(),
                        ServerParts.programs(loop.stores(), loop.clock),
                        new Figures(loop.stores().tally(), loop.stores().deliveryRows(), sight -> List.of()),
                        Optional.empty(),
                        List::of,
                        Optional::empty,
                        loop.clock));
        for (IntakeSource source : IntakeSource.values()) {
            // An operator knows the repository by its name.
            var minted = loop.stores().intakeKeys().add(RepositoryRef.parse(repository.slug()), source);
            keys.put(source, minted.text());
            project = minted.key().project();
        }
        server.start();
    }

    /** Where the server is. */
    String url() {
        return server.url();
    }

    String dsn() {
        URI at = URI.create(server.url());
        return "http://" + keys.get(IntakeSource.SENTRY) + "@" + at.getHost() + ":" + at.getPort() + "/" + project;
    }

    /** In Fettle's own form. */
    HttpResponse<String> direct(IntakeSource source, String json) {
        return post("/api/v1/" + source.word(), source, "application/json", json);
    }

    /** One event in an envelope. */
    HttpResponse<String> sentry(String event) {
        String envelope = "{}\n{\"type\":\"event\",\"length\":" + event.getBytes(UTF_8).length + "}\n" + event + "\n";
        return send(HttpRequest.newBuilder(URI.create(server.url() + "/api/" + project + "/envelope/"))
                .header("X-Sentry-Auth", "Sentry sentry_key=" + keys.get(IntakeSource.SENTRY))
                .POST(HttpRequest.BodyPublishers.ofString(envelope)));
    }

    /** Log records in JSON. */
    HttpResponse<String> logs(String json) {
        return post("/otlp/v1/logs", IntakeSource.OTLP, "application/json", json);
    }

    private HttpResponse<String> post(String path, IntakeSource source, String contentType, String body) {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + keys.get(source))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
