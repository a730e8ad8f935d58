package dev.fettle.app;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Permission;
import dev.fettle.forge.Repository;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.forge.local.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What happens around Fettle in the demo: people and CI act on the local forge, and the webhooks of their acts are signed and sent over HTTP, as GitHub does. */
final class DemoWorld {
    static final String OWNER = "demo";
    private static final String PERSON = "maria";
    private final LocalForgeWorld world;
    private final URI endpoint;
    private final String secret;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    DemoWorld(LocalForgeWorld world, URI endpoint, String secret) {
        this.world = world;
        this.endpoint = endpoint;
        this.secret = secret;
    }

    /** Makes the sample repository and installs Fettle on it. */
    Repository create(DemoCase demo) throws IOException, InterruptedException {
        Repository repository = world.createRepository(OWNER, demo.name(), demo.texts());
        world.setPermission(repository.ref(), PERSON, Permission.WRITE);
        send(world.install(repository.ref(), PERSON));
        return repository;
    }

    /** What starts the case. */
    void trigger(DemoCase demo, Repository repository) throws IOException, InterruptedException {
        RepositoryRef ref = repository.ref();
        if (demo.equals(DemoCase.CONTACTS)) {
            Act opened = world.openIssue(
                    ref,
                    PERSON,
                    "Team page fails for a colleague without a name",
                    DemoCase.resource("contacts-issue.md"));
            send(opened);
            send(world.label(ref, opened.id(), PERSON, "fettle"));
            return;
        }
        String head = world.branches(ref).getOrDefault(repository.defaultBranch(), "");
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, repository.defaultBranch());
        byte[] log = DemoCase.resource(demo.name() + "-ci.txt").getBytes(StandardCharsets.UTF_8);
        send(world.finishRun(ref, run, "failure", Map.of("build", log)));
    }

    private void send(Act act) throws IOException, InterruptedException {
        for (Webhook webhook : act.webhooks()) {
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .header("X-GitHub-Event", webhook.event())
                    .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                    .header("X-Hub-Signature-256", webhook.signature(secret))
                    .POST(BodyPublishers.ofByteArray(webhook.body()))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 202) {
                throw new IOException(
                        "the server answered " + response.statusCode() + " to a signed webhook: " + response.body());
            }
        }
    }
}
