package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sha256;
import dev.fettle.base.UntrustedText;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Annotation;
import dev.fettle.forge.CheckRun.Conclusion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Check runs of ours, and commit statuses where there are no check runs.
 *
 * <p>GitHub takes 50 annotations a request and adds them to those that are there. The run's {@code external_id} says which content it has and how many
 * annotations stood before it, so that a retry goes on where the last request ended.
 */
final class Checks {
    private static final int BATCH = 50;
    private static final int MOST_ANNOTATIONS = 200;
    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_MESSAGE = 10_000;
    private static final int LONGEST_DESCRIPTION = 140;

    private final Api api;

    Checks(Api api) {
        this.api = api;
    }

    void ensure(RepositoryRef repository, CheckRun check) {
        if (api.credentials().checkRuns()) {
            run(repository, check);
        } else {
            status(repository, check);
        }
    }

    private void run(RepositoryRef repository, CheckRun check) {
        List<Annotation> annotations = check.annotations()
                .subList(0, Math.min(MOST_ANNOTATIONS, check.annotations().size()));
        String content = fingerprint(check);
        Optional<JsonNode> found = standing(repository, check);
        int there = found.map(
                        run -> run.path("output").path("annotations_count").asInt(0))
                .orElse(0);
        String id = found.map(run -> Json.text(run, "external_id")).orElse("");
        boolean same = id.startsWith(content + ":");
        int before = same ? number(id.substring(content.length() + 1)) : there;
        int sent = there - before;
        if (same && sent >= annotations.size()) {
            return;
        }
        String path = found.map(run -> "/check-runs/" + run.path("id").asLong()).orElse("/check-runs");
        String method = found.isPresent() ? "PATCH" : "POST";
        do {
            int end = Math.min(sent + BATCH, annotations.size());
            ObjectNode body = body(check, annotations.subList(sent, end)).put("external_id", content + ":" + before);
            if (method.equals("POST")) {
                body.put("head_sha", check.sha());
            }
            JsonNode made = api.write(repository, method, path, body).orThrow().json();
            path = "/check-runs/" + made.path("id").asLong();
            method = "PATCH";
            sent = end;
        } while (sent < annotations.size());
    }

    private Optional<JsonNode> standing(RepositoryRef repository, CheckRun check) {
        long app = api.credentials().self().appId();
        String path =
                "/commits/" + check.sha() + "/check-runs?filter=latest&check_name=" + Addresses.query(check.name());
        return api.all(repository, path, "check_runs").stream()
                .filter(run -> Json.text(run, "name").equals(check.name()))
                .filter(run -> run.path("app").path("id").asLong(app) == app)
                .max((a, b) -> Long.compare(a.path("id").asLong(), b.path("id").asLong()));
    }

    private static ObjectNode body(CheckRun check, List<Annotation> annotations) {
        ObjectNode body = Json.object().put("name", check.name());
        if (check.conclusion() == Conclusion.IN_PROGRESS) {
            body.put("status", "in_progress");
        } else {
            body.put("status", "completed")
                    .put("conclusion", check.conclusion().name().toLowerCase(Locale.ROOT));
        }
        String title = UntrustedText.cut(check.title(), LONGEST_TITLE);
        ObjectNode output = body.putObject("output")
                .put("title", title)
                .put("summary", check.summary().isEmpty() ? title : Bodies.fit(check.summary()));
        if (!annotations.isEmpty()) {
            ArrayNode list = output.putArray("annotations");
            for (Annotation one : annotations) {
                list.addObject()
                        .put("path", one.path())
                        .put("start_line", one.startLine())
                        .put("end_line", one.endLine())
                        .put("annotation_level", one.level().name().toLowerCase(Locale.ROOT))
                        .put("message", UntrustedText.cut(one.message(), LONGEST_MESSAGE));
            }
        }
        return body;
    }

    private void status(RepositoryRef repository, CheckRun check) {
        String state = switch (check.conclusion()) {
            case IN_PROGRESS -> "pending";
            case SUCCESS, NEUTRAL, SKIPPED -> "success";
            case FAILURE -> "failure";
        };
        String description = UntrustedText.cut(check.title(), LONGEST_DESCRIPTION);
        // newest first
        Optional<JsonNode> last = api.all(repository, "/commits/" + check.sha() + "/statuses", "").stream()
                .filter(status -> Json.text(status, "context").equals(check.name()))
                .findFirst();
        boolean stands = last.isPresent()
                && Json.text(last.get(), "state").equals(state)
                && Json.text(last.get(), "description").equals(description);
        if (!stands) {
            ObjectNode body = Json.object()
                    .put("state", state)
                    .put("context", check.name())
                    .put("description", description);
            api.write(repository, "POST", "/statuses/" + check.sha(), body).orThrow();
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String fingerprint(CheckRun check) {
        String text = String.join(
                "\0",
                check.conclusion().name(),
                check.title(),
                check.summary(),
                check.annotations().toString());
        return Sha256.hex(text).substring(0, 32);
    }
}
