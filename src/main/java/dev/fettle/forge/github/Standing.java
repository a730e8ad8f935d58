package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Check;
import dev.fettle.forge.Check.State;
import dev.fettle.forge.CiRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands on a commit, and what a branch wants to stand there before a merge. A server without check runs or without rules has none. */
final class Standing {
    private static final Set<String> GREEN = Set.of("success", "neutral", "skipped");

    private final Api api;

    Standing(Api api) {
        this.api = api;
    }

    List<Check> on(RepositoryRef repository, String sha) {
        List<Check> all = new ArrayList<>(runs(repository, sha));
        // newest first: of each context the first counts
        Map<String, Check> statuses = new LinkedHashMap<>();
        for (JsonNode node : api.allOrNone(repository, "/commits/" + sha + "/statuses", "")) {
            String context = Json.text(node, "context");
            CiRun run = new CiRun(CiRun.Kind.STATUS, 0, context, sha, "");
            statuses.putIfAbsent(context, new Check(run, ofStatus(Json.text(node, "state"))));
        }
        all.addAll(statuses.values());
        return all;
    }

    private List<Check> runs(RepositoryRef repository, String sha) {
        return api.allOrNone(repository, "/commits/" + sha + "/check-runs?filter=latest", "check_runs").stream()
                .map(node -> new Check(
                        new CiRun(
                                CiRun.Kind.CHECK_RUN,
                                node.path("id").asLong(),
                                Json.text(node, "name"),
                                sha,
                                Json.text(node.path("check_suite"), "head_branch")),
                        ofRun(Json.text(node, "status"), Json.text(node, "conclusion"))))
                .toList();
    }

    /** Contexts of the branch's protection, and of the rule sets that hold for it. */
    List<String> required(RepositoryRef repository, String branch) {
        Set<String> names = new LinkedHashSet<>();
        api.find(repository, "/branches/" + Addresses.path(branch)).ifPresent(node -> {
            JsonNode wanted = node.path("protection").path("required_status_checks");
            wanted.path("contexts").forEach(context -> names.add(context.asText()));
            wanted.path("checks").forEach(check -> names.add(Json.text(check, "context")));
        });
        for (JsonNode rule : api.allOrNone(repository, "/rules/branches/" + Addresses.path(branch), "")) {
            rule.path("parameters")
                    .path("required_status_checks")
                    .forEach(check -> names.add(Json.text(check, "context")));
        }
        names.remove("");
        return List.copyOf(names);
    }

    private static State ofRun(String status, String conclusion) {
        return !status.equals("completed") ? State.PENDING : GREEN.contains(conclusion) ? State.GREEN : State.RED;
    }

    private static State ofStatus(String state) {
        return switch (state) {
            case "success" -> State.GREEN;
            case "pending" -> State.PENDING;
            default -> State.RED;
        };
    }
}
