package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Repository;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeRest;
import dev.fettle.forge.local.LocalForgeWorld;
import java.util.List;

/** What only GraphQL can: pins, and who edited an issue last. Everything else it does not know. */
final class GraphQlRoutes {
    private final LocalForge forge;
    /** As on GitHub, no more than three. */
    boolean pinsUsedUp;

    GraphQlRoutes(LocalForge forge) {
        this.forge = forge;
    }

    ResponseDefinition answer(Seen request) {
        String query = request.body().path("query").asText();
        JsonNode variables = request.body().path("variables");
        if (query.startsWith("mutation") && query.contains("pinIssue(")) {
            return pin(variables.path("id").asText());
        } else if (query.startsWith("query") && query.contains("editor {")) {
            return editor(variables);
        }
        return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
    }

    private ResponseDefinition pin(String id) {
        if (pinsUsedUp || !id.startsWith("I_")) {
            ObjectNode answer = Json.object();
            answer.putArray("errors").addObject().put("message", "Maximum 3 pinned issues per repository");
            return GitHubRoutes.json(200, answer);
        }
        List<Repository> all = forge.repositories();
        long number = Long.parseLong(id.substring(2));
        new LocalForgeRest(forge).pinIssue(all.get(0).ref(), number);
        ObjectNode answer = Json.object();
        answer.putObject("data").putObject("pinIssue").putObject("issue").put("number", number);
        return GitHubRoutes.json(200, answer);
    }

    /** GraphQL has bots without the end of their login that REST gives them, and no editor of what nobody edited. */
    private ResponseDefinition editor(JsonNode variables) {
        RepositoryRef ref = new RepositoryRef(
                0, variables.path("owner").asText(), variables.path("name").asText());
        long number = variables.path("number").asLong();
        ObjectNode answer = Json.object();
        ObjectNode issue = answer.putObject("data").putObject("repository").putObject("issue");
        String author = forge.issue(ref, number).orElseThrow().author();
        String editor = new LocalForgeWorld(forge).editor(ref, number);
        issue.set("author", actor(author));
        issue.set("editor", editor.isEmpty() ? null : actor(editor));
        return GitHubRoutes.json(200, answer);
    }

    private static ObjectNode actor(String login) {
        boolean bot = login.endsWith("[bot]");
        return Json.object()
                .put("login", bot ? login.replace("[bot]", "") : login)
                .put("__typename", bot ? "Bot" : "User");
    }
}
