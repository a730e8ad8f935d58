package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.CiLog;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.github.GitHubServer.Seen;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeRest;
import dev.fettle.forge.local.LocalForgeWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Check runs, commit statuses, and the logs of workflow runs, which lie on another host. */
final class CheckRoutes {
    private final LocalForge forge;
    private final LocalForgeWorld world;
    private final LocalForgeRest rest;
    private final GitHubShapes shapes;
    private final boolean plain;
    private final int port;
    private final Map<Long, String> externalIds = new HashMap<>();

    CheckRoutes(LocalForge forge, Flavour flavour, GitHubShapes shapes, int port) {
        this.forge = forge;
        this.world = new LocalForgeWorld(forge);
        this.rest = new LocalForgeRest(forge);
        this.shapes = shapes;
        this.plain = flavour == Flavour.PLAIN;
        this.port = port;
    }

    ResponseDefinition answer(RepositoryRef ref, Seen request, String[] parts) {
        if (parts[1].equals("actions")) {
            return actions(ref, request, parts);
        }
        if (parts[1].equals("commits")) {
            String name = GitHubRoutes.parameter(request, "check_name");
            ObjectNode all = Json.object();
            ArrayNode list = all.putArray("check_runs");
            rest.checkRuns(ref, parts[2]).forEach((id, check) -> {
                if (name.isEmpty() || check.name().equals(name)) {
                    list.add(shapes.checkRun(id, check, externalIds.getOrDefault(id, "")));
                }
            });
            forge.checks(ref, parts[2]).stream()
                    .filter(check -> !check.ours() && check.run().kind() != CiRun.Kind.STATUS)
                    .filter(check -> name.isEmpty() || check.run().name().equals(name))
                    .forEach(check -> list.add(shapes.foreignRun(check)));
            return GitHubRoutes.json(200, all);
        }
        if (request.method().equals("GET")) {
            return parts.length == 4
                    ? GitHubRoutes.json(200, Json.object().putArray("list"))
                    : GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
        }
        JsonNode body = request.body();
        if (body.path("output").path("annotations").size() > 50) {
            return GitHubRoutes.json(422, GitHubRoutes.message("at most 50 annotations"));
        }
        long id;
        if (parts.length == 2) {
            id = rest.createCheckRun(ref, check(body, body.path("head_sha").asText(), List.of()));
        } else {
            id = Long.parseLong(parts[2]);
            CheckRun before = standing(ref, id);
            rest.updateCheckRun(ref, id, check(body, before.sha(), before.annotations()));
        }
        externalIds.put(id, body.path("external_id").asText());
        return GitHubRoutes.json(200, shapes.checkRun(id, standing(ref, id), externalIds.get(id)));
    }

    private CheckRun standing(RepositoryRef ref, long id) {
        return forge.branch(ref, "main").stream()
                .flatMap(main -> world.branches(ref).values().stream())
                .map(sha -> rest.checkRuns(ref, sha).get(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static CheckRun check(JsonNode body, String sha, List<CheckRun.Annotation> before) {
        List<CheckRun.Annotation> all = new ArrayList<>(before);
        body.path("output")
                .path("annotations")
                .forEach(one -> all.add(new CheckRun.Annotation(
                        one.path("path").asText(),
                        one.path("start_line").asInt(),
                        one.path("end_line").asInt(),
                        CheckRun.Level.valueOf(
                                one.path("annotation_level").asText().toUpperCase(Locale.ROOT)),
                        one.path("message").asText())));
        Conclusion conclusion = body.path("status").asText().equals("in_progress")
                ? Conclusion.IN_PROGRESS
                : Conclusion.valueOf(body.path("conclusion").asText().toUpperCase(Locale.ROOT));
        return new CheckRun(
                body.path("name").asText(),
                sha,
                conclusion,
                body.path("output").path("title").asText(),
                body.path("output").path("summary").asText(),
                all);
    }

    private ResponseDefinition runs(RepositoryRef ref, Seen request) {
        ObjectNode all = Json.object();
        ArrayNode list = all.putArray("workflow_runs");
        String branch = GitHubRoutes.parameter(request, "branch");
        int most = Integer.parseInt(GitHubRoutes.parameter(request, "per_page"));
        // A fork's branch may have the same name.
        list.add(run(new CiRun(CiRun.Kind.WORKFLOW_RUN, 99_999, "CI", "f".repeat(40), branch), "pull_request"));
        forge.passedRuns(ref, branch, most).forEach(run -> list.add(run(run, "push")));
        return GitHubRoutes.json(200, all.put("total_count", list.size()));
    }

    private static ObjectNode run(CiRun run, String event) {
        return Json.object()
                .put("id", run.id())
                .put("name", run.name())
                .put("head_sha", run.headSha())
                .put("head_branch", run.headBranch())
                .put("event", event)
                .put("status", "completed")
                .put("conclusion", "success");
    }

    private boolean passed(RepositoryRef ref, long id) {
        return world.branches(ref).keySet().stream()
                .flatMap(branch -> forge.passedRuns(ref, branch, 100).stream())
                .anyMatch(run -> run.id() == id);
    }

    private ResponseDefinition actions(RepositoryRef ref, Seen request, String[] parts) {
        if (parts.length == 3) {
            return runs(ref, request);
        }
        long id = Long.parseLong(parts[3]);
        if (parts[2].equals("jobs")) {
            String elsewhere = "http://localhost:" + port + "/blob/" + ref.owner() + "/" + ref.name() + "/" + id;
            return WireMock.aResponse()
                    .withStatus(302)
                    .withHeader("Location", elsewhere)
                    .build();
        }
        List<CiLog> logs = forge.ciLogs(ref, new CiRun(CiRun.Kind.WORKFLOW_RUN, id, "", "", ""));
        if (logs.isEmpty()) {
            return GitHubRoutes.json(404, GitHubRoutes.message("Not Found"));
        }
        ObjectNode all = Json.object();
        ArrayNode jobs = all.putArray("jobs");
        boolean passed = passed(ref, id);
        if (!passed) {
            jobs.addObject().put("id", id * 100 + 99).put("name", "lint").put("conclusion", "success");
        }
        for (int i = 0; i < logs.size(); i++) {
            jobs.addObject()
                    .put("id", id * 100 + i)
                    .put("name", logs.get(i).name())
                    .put("conclusion", passed ? "success" : "failure");
        }
        return GitHubRoutes.json(200, all);
    }

    ResponseDefinition blob(Seen request) {
        String[] parts = request.path().split("/");
        long job = Long.parseLong(parts[4]);
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, job / 100, "", "", "");
        CiLog log = forge.ciLogs(new RepositoryRef(0, parts[2], parts[3]), run).get((int) (job % 100));
        return WireMock.aResponse().withStatus(200).withBody(log.content()).build();
    }

    ResponseDefinition statuses(RepositoryRef ref, Seen request, String[] parts) {
        String sha = parts[2];
        if (request.method().equals("GET")) {
            ArrayNode list = Json.object().putArray("list");
            if (plain) {
                rest.checkRuns(ref, sha).values().forEach(check -> list.add(shapes.status(check)));
            }
            forge.checks(ref, sha).stream()
                    .filter(check -> !check.ours() && (plain || check.run().kind() == CiRun.Kind.STATUS))
                    .forEach(check -> list.add(shapes.foreignStatus(check)));
            return GitHubRoutes.json(200, list);
        }
        JsonNode body = request.body();
        Conclusion conclusion = switch (body.path("state").asText()) {
            case "pending" -> Conclusion.IN_PROGRESS;
            case "success" -> Conclusion.SUCCESS;
            default -> Conclusion.FAILURE;
        };
        CheckRun wanted = new CheckRun(
                body.path("context").asText(),
                sha,
                conclusion,
                body.path("description").asText(),
                "",
                List.of());
        Optional<Long> there = rest.checkRuns(ref, sha).entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(wanted.name()))
                .map(Map.Entry::getKey)
                .findFirst();
        there.ifPresentOrElse(id -> rest.updateCheckRun(ref, id, wanted), () -> rest.createCheckRun(ref, wanted));
        return GitHubRoutes.json(201, shapes.status(wanted));
    }
}
