package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeRest;
import dev.fettle.forge.local.LocalForgeWorld;
import java.util.List;
import java.util.Optional;

/** Pull requests. */
final class PullRoutes {
    private final LocalForge forge;
    private final LocalForgeWorld world;
    private final LocalForgeRest rest;
    private final GitHubShapes shapes;
    private final ReviewRoutes reviews;
    private final boolean plain;
    boolean drafts = true;

    PullRoutes(LocalForge forge, Flavour flavour, GitHubShapes shapes) {
        this.forge = forge;
        this.world = new LocalForgeWorld(forge);
        this.rest = new LocalForgeRest(forge);
        this.shapes = shapes;
        this.reviews = new ReviewRoutes(forge);
        this.plain = flavour == Flavour.PLAIN;
    }

    ResponseDefinition answer(RepositoryRef ref, Seen request, String[] parts) {
        JsonNode body = request.body();
        if (parts.length == 2 && request.method().equals("GET")) {
            ArrayNode list = Json.object().putArray("list");
            boolean closedToo = GitHubRoutes.parameter(request, "state").equals("all");
            String head = GitHubRoutes.parameter(request, "head");
            world.pullRequests(ref).stream()
                    .filter(pull -> closedToo || pull.state() == PullRequest.State.OPEN)
                    .filter(pull -> plain || head.isEmpty() || head.equals(ref.owner() + ":" + pull.headBranch()))
                    .forEach(pull -> list.add(pull(ref, pull)));
            return GitHubRoutes.json(200, list);
        }
        if (parts.length == 2) {
            if (body.path("draft").asBoolean() && !drafts) {
                return GitHubRoutes.json(
                        422, GitHubRoutes.message("Draft pull requests are not supported in this repository."));
            }
            long number = rest.createPullRequest(
                    ref,
                    new PullRequestDraft(
                            body.path("head").asText(),
                            body.path("base").asText(),
                            body.path("title").asText(),
                            body.path("body").asText(),
                            body.path("draft").asBoolean()));
            return GitHubRoutes.json(
                    201, pull(ref, forge.pullRequest(ref, number).orElseThrow()));
        }
        long number = Long.parseLong(parts[2]);
        Optional<PullRequest> found = forge.pullRequest(ref, number);
        if (found.isEmpty()) {
            return plain
                    ? WireMock.aResponse().withStatus(200).build()
                    : GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
        }
        if (parts.length > 3) {
            boolean review = !plain && (parts[3].equals("reviews") || parts[3].equals("comments"));
            return review ? reviews.answer(ref, number, request, parts) : partOfPull(ref, request, number, parts[3]);
        }
        if (request.method().equals("PATCH")) {
            edit(ref, number, body);
        }
        return GitHubRoutes.json(200, pull(ref, forge.pullRequest(ref, number).orElseThrow()));
    }

    private void edit(RepositoryRef ref, long number, JsonNode body) {
        String title = textOrNull(body, "title");
        String text = textOrNull(body, "body");
        if (plain && title == null) {
            text = null; // a body alone does nothing
        } else if (plain && text == null) {
            text = ""; // a title alone erases the body
        }
        PullRequest before = forge.pullRequest(ref, number).orElseThrow();
        boolean sameText = before.title().equals(title) && before.body().equals(text);
        rest.editPullRequest(
                ref,
                number,
                sameText ? null : title,
                sameText ? null : text,
                textOrNull(body, "base"),
                textOrNull(body, "state"));
    }

    private ResponseDefinition partOfPull(RepositoryRef ref, Seen request, long number, String part) {
        if (part.equals("merge")) {
            MergeResult result =
                    rest.merge(ref, number, request.body().path("sha").asText());
            if (result == MergeResult.MERGED) {
                return GitHubRoutes.json(200, Json.object().put("merged", true));
            }
            return plain
                    ? GitHubRoutes.json(
                            200,
                            GitHubRoutes.message("Pull Request is not mergeable")
                                    .put("status", 405))
                    : GitHubRoutes.json(
                            result == MergeResult.MOVED ? 409 : 405,
                            GitHubRoutes.message("Pull Request is not mergeable"));
        }
        if (part.equals("requested_reviewers") && !plain) {
            rest.requestReviewers(
                    ref,
                    number,
                    List.of(request.body().path("reviewers").path(0).asText()));
            return GitHubRoutes.json(201, Json.object());
        }
        return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
    }

    private ObjectNode pull(RepositoryRef ref, PullRequest pull) {
        return shapes.pull(pull, world.reviewers(ref, pull.number()));
    }

    private static String textOrNull(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }
}
