package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Alert;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Alerts as GitHub lists them: those of Dependabot two a page, each answer with the cursor of the next. */
final class AlertRoutes {
    private static final int PAGE = 2;

    private final LocalForge forge;
    private final String origin;

    AlertRoutes(LocalForge forge, int port) {
        this.forge = forge;
        this.origin = "http://127.0.0.1:" + port;
    }

    ResponseDefinition answer(RepositoryRef ref, Seen request, String[] parts) {
        return switch (parts[1]) {
            case "code-scanning" -> codes(ref);
            case "dependabot" -> dependencies(ref, request);
            default -> parts.length > 3 ? locations(ref, Long.parseLong(parts[3])) : secrets(ref, request);
        };
    }

    private ResponseDefinition codes(RepositoryRef ref) {
        ArrayNode list = Json.object().putArray("list");
        for (Alert alert : forge.alerts(ref, Alert.Kind.CODE)) {
            Alert.Code code = (Alert.Code) alert;
            ObjectNode node = list.addObject().put("number", code.number()).put("html_url", code.url());
            node.put("state", "open");
            ObjectNode rule = node.putObject("rule").put("id", code.rule()).put("description", "A rule");
            switch (code.severity()) {
                case "critical" -> rule.put("severity", "error").put("security_severity_level", "critical");
                case "high" -> rule.put("severity", "error").putNull("security_severity_level");
                default -> rule.put("severity", "warning");
            }
            node.putObject("tool").put("name", code.tool());
            ObjectNode instance = node.putObject("most_recent_instance").put("ref", "refs/heads/main");
            instance.putObject("message").put("text", code.message());
            instance.putObject("location").put("path", code.path()).put("start_line", code.line());
        }
        return GitHubRoutes.json(200, list);
    }

    private ResponseDefinition dependencies(RepositoryRef ref, Seen request) {
        if (!GitHubRoutes.parameter(request, "page").isEmpty()) {
            return GitHubRoutes.json(
                    400, GitHubRoutes.message("Pagination using the `page` parameter is not supported."));
        }
        String after = GitHubRoutes.parameter(request, "after");
        int start = after.isEmpty() ? 0 : Integer.parseInt(after.substring("cursor=".length()));
        List<Alert> all = forge.alerts(ref, Alert.Kind.DEPENDENCY);
        ArrayNode list = Json.object().putArray("list");
        all.stream().skip(start).limit(PAGE).map(Alert.Dependency.class::cast).forEach(alert -> {
            ObjectNode node = list.addObject().put("number", alert.number()).put("html_url", alert.url());
            ObjectNode dependency = node.putObject("dependency").put("manifest_path", alert.manifest());
            dependency.putObject("package").put("ecosystem", alert.ecosystem()).put("name", alert.name());
            node.putObject("security_advisory").put("ghsa_id", alert.advisory()).put("summary", alert.summary());
            ObjectNode vulnerability = node.putObject("security_vulnerability").put("severity", alert.severity());
            if (alert.fixed().isEmpty()) {
                vulnerability.putNull("first_patched_version");
            } else {
                vulnerability.putObject("first_patched_version").put("identifier", alert.fixed());
            }
        });
        var answer = WireMock.aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(new String(Json.write(list), StandardCharsets.UTF_8));
        if (start + PAGE < all.size()) {
            answer.withHeader(
                    "Link",
                    "<" + origin + "/repositories/1/dependabot/alerts?state=open&after=cursor%3D" + (start + PAGE)
                            + "&per_page=100>; rel=\"next\"");
        }
        return answer.build();
    }

    /** An old server: the place is told in a list of its own, and the value too to who does not hide it. */
    private ResponseDefinition secrets(RepositoryRef ref, Seen request) {
        boolean hidden = GitHubRoutes.parameter(request, "hide_secret").equals("true");
        ArrayNode list = Json.object().putArray("list");
        for (Alert alert : forge.alerts(ref, Alert.Kind.SECRET)) {
            Alert.LeakedSecret secret = (Alert.LeakedSecret) alert;
            ObjectNode node = list.addObject().put("number", secret.number()).put("html_url", secret.url());
            node.put("secret_type", secret.kind().replace('-', '_')).put("state", "open");
            node.put("secret", hidden ? "hidden" : "the-value-itself");
        }
        return GitHubRoutes.json(200, list);
    }

    private ResponseDefinition locations(RepositoryRef ref, long number) {
        ArrayNode list = Json.object().putArray("list");
        forge.alerts(ref, Alert.Kind.SECRET).stream()
                .map(Alert.LeakedSecret.class::cast)
                .filter(secret -> secret.number() == number)
                .forEach(secret -> {
                    ObjectNode issue = list.addObject().put("type", "issue_title");
                    issue.putObject("details").put("issue_title_url", origin + "/repos/x/issues/1");
                    ObjectNode commit = list.addObject().put("type", "commit");
                    commit.putObject("details").put("path", secret.path()).put("start_line", secret.line());
                });
        return GitHubRoutes.json(200, list);
    }
}
