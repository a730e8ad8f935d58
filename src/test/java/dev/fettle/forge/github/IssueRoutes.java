package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Forge;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeRest;
import dev.fettle.forge.local.LocalForgeWorld;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Issues, their comments, labels and reactions. */
final class IssueRoutes {
    private final LocalForge forge;
    private final LocalForgeWorld world;
    private final LocalForgeRest rest;
    private final GitHubShapes shapes;
    private final boolean plain;
    boolean editableComments = true;

    IssueRoutes(LocalForge forge, Flavour flavour, GitHubShapes shapes) {
        this.forge = forge;
        this.world = new LocalForgeWorld(forge);
        this.rest = new LocalForgeRest(forge);
        this.shapes = shapes;
        this.plain = flavour == Flavour.PLAIN;
    }

    ResponseDefinition answer(RepositoryRef ref, Seen request, String[] parts) {
        if (parts.length == 2 && request.method().equals("POST")) {
            JsonNode body = request.body();
            long made = rest.createIssue(
                    ref, body.path("title").asText(), body.path("body").asText());
            return GitHubRoutes.json(201, issue(ref, made).orElseThrow());
        }
        if (parts.length == 2) {
            boolean closedToo = GitHubRoutes.parameter(request, "state").equals("all");
            String creator = GitHubRoutes.parameter(request, "creator");
            ArrayNode list = Json.object().putArray("list");
            world.issues(ref).stream()
                    .filter(issue -> issue.open() || closedToo)
                    .filter(issue ->
                            plain || creator.isEmpty() || issue.author().equals(creator))
                    .forEach(issue -> list.add(shapes.issue(issue, false)));
            forge.openPullRequests(ref).stream()
                    .filter(pull -> plain || creator.isEmpty() || pull.author().equals(creator))
                    .forEach(pull -> list.add(issue(ref, pull.number()).orElseThrow()));
            return GitHubRoutes.json(200, list);
        }
        if (parts[2].equals("comments") && parts.length == 3) {
            if (plain) {
                return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
            }
            ArrayNode all = Json.object().putArray("list");
            world.issues(ref)
                    .forEach(issue -> world.comments(ref, issue.number())
                            .forEach(one -> all.add(shapes.comment(one, ref, issue.number()))));
            return GitHubRoutes.json(200, all);
        }
        if (parts[2].equals("comments")) {
            return comment(ref, request, parts);
        }
        long number = Long.parseLong(parts[2]);
        Optional<ObjectNode> found = issue(ref, number);
        if (parts.length == 3 && request.method().equals("PATCH")) {
            if (plain || found.isEmpty()) {
                return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
            }
            rest.editIssue(ref, number, null, request.body().path("body").asText());
            return GitHubRoutes.json(200, issue(ref, number).orElseThrow());
        }
        if (parts.length == 3) {
            return found.map(node -> GitHubRoutes.json(200, node))
                    .orElseGet(() -> GitHubRoutes.json(404, GitHubRoutes.message("Not Found")));
        }
        if (found.isEmpty() && !(plain && request.method().equals("GET"))) {
            return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
        }
        if (parts[3].equals("comments")) {
            if (request.method().equals("POST")) {
                long id = rest.createComment(
                        ref, number, request.body().path("body").asText());
                return GitHubRoutes.json(201, commentNode(ref, id).orElseThrow());
            }
            ArrayNode list = Json.object().putArray("list");
            world.comments(ref, number).forEach(one -> list.add(shapes.comment(one, ref, number)));
            return GitHubRoutes.json(200, list);
        }
        if (parts[3].equals("labels") && request.method().equals("DELETE")) {
            return rest.removeLabel(ref, number, decoded(parts[4]))
                    ? GitHubRoutes.json(200, Json.object().putArray("list"))
                    : GitHubRoutes.json(404, GitHubRoutes.message("Label does not exist"));
        }
        if (parts[3].equals("labels")) {
            JsonNode labels = request.body().path("labels");
            rest.addLabels(ref, number, Json.names(labels, "name"));
            return GitHubRoutes.json(200, Json.object().putArray("list"));
        }
        if (parts[3].equals("reactions") && !plain && request.method().equals("GET")) {
            ArrayNode list = Json.object().putArray("list");
            list.addObject().put("content", "+1").putObject("user").put("login", "wil");
            forge.dislikes(ref, number)
                    .forEach(login -> list.addObject()
                            .put("content", "-1")
                            .putObject("user")
                            .put("login", login));
            return GitHubRoutes.json(200, list);
        }
        if (parts[3].equals("reactions") && !plain) {
            rest.react(ref, number, 0, reaction(request));
            return GitHubRoutes.json(201, Json.object());
        }
        return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private Optional<ObjectNode> issue(RepositoryRef ref, long number) {
        boolean isPull = forge.pullRequest(ref, number).isPresent();
        return forge.issue(ref, number).map(issue -> shapes.issue(issue, isPull));
    }

    private ResponseDefinition comment(RepositoryRef ref, Seen request, String[] parts) {
        long id = Long.parseLong(parts[3]);
        if (commentNode(ref, id).isEmpty()) {
            return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
        }
        if (parts.length > 4) {
            if (plain) {
                return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
            }
            rest.react(ref, issueOf(ref, id).orElseThrow(), id, reaction(request));
            return GitHubRoutes.json(201, Json.object());
        }
        if (request.method().equals("PATCH")) {
            if (!editableComments) {
                return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
            }
            rest.editComment(ref, id, request.body().path("body").asText());
        }
        return GitHubRoutes.json(200, commentNode(ref, id).orElseThrow());
    }

    private Optional<Long> issueOf(RepositoryRef ref, long comment) {
        List<Long> numbers = new ArrayList<>();
        world.issues(ref).forEach(issue -> numbers.add(issue.number()));
        world.pullRequests(ref).forEach(pull -> numbers.add(pull.number()));
        return numbers.stream()
                .filter(number -> world.comments(ref, number).stream().anyMatch(one -> one.id() == comment))
                .findFirst();
    }

    private Optional<ObjectNode> commentNode(RepositoryRef ref, long id) {
        return issueOf(ref, id)
                .flatMap(number -> world.comments(ref, number).stream()
                        .filter(one -> one.id() == id)
                        .map((Comment one) -> shapes.comment(one, ref, number))
                        .findFirst());
    }

    private static Forge.Reaction reaction(Seen request) {
        return switch (request.body().path("content").asText()) {
            case "eyes" -> Forge.Reaction.EYES;
            case "+1" -> Forge.Reaction.THUMBS_UP;
            default -> Forge.Reaction.CONFUSED;
        };
    }
}
