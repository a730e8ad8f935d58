package dev.fettle.forge.github;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.forge.github.GitHubServer.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * GitHub's own description of its REST API, from the npm package {@code @octokit/openapi}: of its 700 paths those that Fettle asks, without the
 * answers, because reading all takes minutes.
 */
final class GitHubDescription {
    private static final Path FILE = Path.of(System.getProperty("fettle.npm", "node_modules"))
            .resolve("@octokit/openapi/generated/api.github.com.json");

    /** What Fettle asks; a request to anything else is a complaint. */
    private static final Map<String, List<String>> IN_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("/app", List.of("get")),
            Map.entry("/app/installations", List.of("get")),
            Map.entry("/app/hook/deliveries", List.of("get")),
            Map.entry("/app/hook/deliveries/{delivery_id}/attempts", List.of("post")),
            Map.entry("/app/installations/{installation_id}", List.of("get")),
            Map.entry("/app/installations/{installation_id}/access_tokens", List.of("post")),
            Map.entry("/installation/repositories", List.of("get")),
            Map.entry("/users/{username}", List.of("get")),
            Map.entry("/repos/{owner}/{repo}", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/installation", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/branches/{branch}", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/rules/branches/{branch}", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/contents/{path}", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/collaborators/{username}/permission", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/issues", List.of("get", "post")),
            Map.entry("/repos/{owner}/{repo}/issues/{issue_number}", List.of("get", "patch")),
            Map.entry("/repos/{owner}/{repo}/issues/{issue_number}/comments", List.of("get", "post")),
            Map.entry("/repos/{owner}/{repo}/issues/{issue_number}/labels", List.of("post")),
            Map.entry("/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", List.of("delete")),
            Map.entry("/repos/{owner}/{repo}/issues/{issue_number}/reactions", List.of("get", "post")),
            Map.entry("/repos/{owner}/{repo}/issues/comments", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/issues/comments/{comment_id}", List.of("get", "patch")),
            Map.entry("/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", List.of("post")),
            Map.entry("/repos/{owner}/{repo}/pulls", List.of("get", "post")),
            Map.entry("/repos/{owner}/{repo}/pulls/{pull_number}", List.of("get", "patch")),
            Map.entry("/repos/{owner}/{repo}/pulls/{pull_number}/merge", List.of("put")),
            Map.entry("/repos/{owner}/{repo}/pulls/{pull_number}/reviews", List.of("get", "post")),
            Map.entry("/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}", List.of("put")),
            Map.entry("/repos/{owner}/{repo}/pulls/{pull_number}/comments", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", List.of("post")),
            Map.entry("/repos/{owner}/{repo}/code-scanning/alerts", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/dependabot/alerts", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/secret-scanning/alerts", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}/locations", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/check-runs", List.of("post")),
            Map.entry("/repos/{owner}/{repo}/check-runs/{check_run_id}", List.of("get", "patch")),
            Map.entry("/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/commits/{ref}/check-runs", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/commits/{ref}/statuses", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/actions/runs", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/actions/runs/{run_id}/jobs", List.of("get")),
            Map.entry("/repos/{owner}/{repo}/actions/jobs/{job_id}/logs", List.of("get"))));

    /** The last parameter of these takes slashes, as every client of GitHub sends them; OpenAPI has no words for that. */
    private static final List<String> WITH_SLASHES = List.of("/branches/", "/contents/");

    private GitHubDescription() {}

    /** Whether the description is on this machine. */
    static boolean isHere() {
        return Files.isReadable(FILE);
    }

    /** What GitHub's description does not allow in the request. */
    static List<String> complaints(Seen request) {
        if (!isHere() || request.path().startsWith("/blob/") || request.path().equals("/graphql")) {
            return List.of();
        }
        return Reader.VALIDATOR.validateRequest(described(request)).getMessages().stream()
                .filter(message -> !message.getKey().equals("validation.request.security.missing"))
                .map(message -> request + "?" + request.query() + " " + request.body() + ": " + message.getMessage())
                .toList();
    }

    private static Request described(Seen request) {
        String path = request.path();
        for (String part : WITH_SLASHES) {
            int at = path.indexOf(part);
            if (at > 0 && path.startsWith("/repos/")) {
                int rest = at + part.length();
                path = path.substring(0, rest) + path.substring(rest).replace("/", "%2F");
            }
        }
        SimpleRequest.Builder builder = new SimpleRequest.Builder(request.method(), path);
        for (String pair : request.query().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                builder.withQueryParam(
                        pair.substring(0, equals),
                        java.net.URLDecoder.decode(
                                pair.substring(equals + 1), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        if (!request.body().isMissingNode()) {
            builder.withContentType("application/json").withBody(request.body().toString());
        }
        return builder.build();
    }

    /** Read once, when first asked. */
    private static final class Reader {
        static final OpenApiInteractionValidator VALIDATOR = read();

        private static OpenApiInteractionValidator read() {
            try {
                ObjectMapper mapper = new ObjectMapper();
                JsonNode whole = mapper.readTree(FILE.toFile());
                ObjectNode small = mapper.createObjectNode().put("openapi", "3.0.3");
                small.putObject("info").put("title", "GitHub").put("version", "1");
                ObjectNode paths = small.putObject("paths");
                Set<String> references = new LinkedHashSet<>();
                IN_USE.forEach((path, methods) -> {
                    ObjectNode one = paths.putObject(path);
                    for (String method : methods) {
                        ObjectNode operation =
                                whole.path("paths").path(path).path(method).deepCopy();
                        operation.putObject("responses").putObject("default").put("description", "not looked at");
                        collect(operation, references);
                        one.set(method, operation);
                    }
                });
                components(whole, small, references);
                return OpenApiInteractionValidator.createForInlineApiSpecification(mapper.writeValueAsString(small))
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void components(JsonNode whole, ObjectNode small, Set<String> references) {
            Set<String> done = new LinkedHashSet<>();
            while (!done.containsAll(references)) {
                for (String reference : List.copyOf(references)) {
                    if (done.add(reference)) {
                        String[] parts = reference.split("/");
                        JsonNode found = whole.at(reference.substring(1));
                        small.withObjectProperty("components")
                                .withObjectProperty(parts[2])
                                .set(parts[3], found);
                        collect(found, references);
                    }
                }
            }
        }

        private static void collect(JsonNode node, Set<String> references) {
            node.findValuesAsText("$ref").stream()
                    .filter(text -> text.startsWith("#/components/"))
                    .forEach(references::add);
        }
    }
}
