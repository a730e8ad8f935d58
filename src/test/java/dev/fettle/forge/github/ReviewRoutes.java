package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.PullReview.Remark;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeRest;
import dev.fettle.forge.local.LocalForgeWorld;
import java.util.ArrayList;
import java.util.List;

/** Reviews of pull requests and their remarks, which stand on added lines or are refused. */
final class ReviewRoutes {
    private final LocalForgeRest rest;
    private final LocalForgeWorld world;
    private final String self;

    ReviewRoutes(LocalForge forge) {
        this.rest = new LocalForgeRest(forge);
        this.world = new LocalForgeWorld(forge);
        this.self = forge.self().login();
    }

    ResponseDefinition answer(RepositoryRef ref, long number, Seen request, String[] parts) {
        if (request.method().equals("POST")) {
            return make(ref, number, request.body());
        }
        if (request.method().equals("PUT")) {
            rest.editReview(
                    ref, Long.parseLong(parts[4]), request.body().path("body").asText());
            return GitHubRoutes.json(200, Json.object().put("id", Long.parseLong(parts[4])));
        }
        ArrayNode list = Json.object().putArray("list");
        world.reviews(ref, number).forEach((id, review) -> {
            if (parts[3].equals("reviews")) {
                by(list.addObject().put("id", id).put("body", review.body()).put("commit_id", review.headSha()));
            } else {
                review.remarks()
                        .forEach(remark -> by(list.addObject()
                                .put("pull_request_review_id", id)
                                .put("path", remark.path())
                                .put("line", remark.line())
                                .put("body", remark.text())));
            }
        });
        return GitHubRoutes.json(200, list);
    }

    private void by(ObjectNode node) {
        node.putObject("user").put("login", self);
    }

    private ResponseDefinition make(RepositoryRef ref, long number, JsonNode body) {
        List<Remark> remarks = new ArrayList<>();
        for (JsonNode one : body.path("comments")) {
            Remark remark = new Remark(
                    one.path("path").asText(),
                    one.path("line").asInt(),
                    one.path("body").asText());
            boolean there = world.change(ref, number).files().stream()
                    .filter(file -> file.path().equals(remark.path()))
                    .flatMap(file -> file.addedLines().stream())
                    .anyMatch(line -> line.number() == remark.line());
            if (!there) {
                return GitHubRoutes.json(422, GitHubRoutes.message("Unprocessable Entity: Line could not be resolved"));
            }
            remarks.add(remark);
        }
        long id = rest.createReview(
                ref, number, body.path("commit_id").asText(), body.path("body").asText(), remarks);
        return GitHubRoutes.json(200, Json.object().put("id", id).put("state", "COMMENTED"));
    }
}
