package dev.fettle.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Priority;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;

/** Describes the addresses under {@code /api/v1} to which programs report. What answers there is the intake: {@code docs/intake.md}. */
final class ReportAddresses {
    private static final int MOST = 1_000;

    /** Of a user's words. */
    private enum Sentiment {
        NEGATIVE,
        NEUTRAL,
        POSITIVE
    }

    private ReportAddresses() {}

    static void describe(ObjectNode paths, ObjectNode components) {
        report(
                paths,
                components,
                "exceptions",
                "Report exceptions",
                Schema.object("An exception.")
                        .must("type", Schema.text("Its class."))
                        .may("message", Schema.text(""))
                        .may("stack_trace", Schema.text("As the runtime prints it."))
                        .may("file_path", Schema.text("In the repository."))
                        .may("count", Schema.integer("How often; without it, once."))
                        .may("timestamp", Schema.text("RFC 3339 or seconds since 1970; without it, now.")));
        report(
                paths,
                components,
                "performance",
                "Report measures above a threshold",
                Schema.object("A measure.")
                        .must("metric", Schema.text(""))
                        .must("value", Schema.number(""))
                        .must("threshold", Schema.number(""))
                        .may("severity", Schema.choice("Without it, medium.", Priority.class))
                        .may("file_path", Schema.text("In the repository."))
                        .may("timestamp", Schema.text("RFC 3339 or seconds since 1970; without it, now.")));
        report(
                paths,
                components,
                "feedback",
                "Report what users say",
                Schema.object("A piece of feedback.")
                        .must("text", Schema.text(""))
                        .must("sentiment", Schema.choice("", Sentiment.class))
                        .may("timestamp", Schema.text("RFC 3339 or seconds since 1970; without it, now.")));
        report(
                paths,
                components,
                "alerts",
                "Alertmanager's webhook",
                Schema.object("What Prometheus Alertmanager sends, version 4.")
                        .must("alerts", Schema.list("", Schema.object(""))));
        report(
                paths,
                components,
                "sarif",
                "Report findings of an analyser",
                Schema.object("A log in SARIF 2.1.0, of any tool; gzip or not.")
                        .must("version", Schema.text("2.1.0"))
                        .must("runs", Schema.list("", Schema.object(""))));
    }

    private static void report(ObjectNode paths, ObjectNode components, String name, String title, Schema body) {
        ObjectNode json = OpenApi.at(paths, "/api/v1/" + name, HandlerType.POST)
                .put("operationId", "report_" + name)
                .put("summary", title)
                .put("description", "Each different failure becomes a ticket that waits for a person.");
        json.putArray("security").addObject().putArray("reporting");
        ObjectNode one = body.openApi(components);
        ObjectNode schema = json.putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema");
        if (name.equals("sarif")) {
            schema.setAll(one);
        } else {
            schema.putArray("oneOf")
                    .add(one)
                    .addObject()
                    .put("type", "array")
                    .put("maxItems", MOST)
                    .set("items", one.deepCopy());
        }
        ObjectNode responses = json.putObject("responses");
        ObjectNode taken = responses.putObject(Integer.toString(HttpStatus.ACCEPTED.getCode()));
        taken.put("description", "It is on the disk.");
        OpenApi.content(
                taken,
                "application/json",
                Schema.object("")
                        .must("status", Schema.text("accepted"))
                        .must("reports", Schema.integer("How many."))
                        .may("ignored", Schema.list("Names of what was left out.", Schema.text("")))
                        .named("Accepted"),
                components);
        Schema refusal = Schema.object("")
                .must("error", Schema.text("Why nothing of it was kept."))
                .may("mistakes", Schema.list("What is to be done otherwise.", Schema.text("")))
                .named("Refusal");
        for (HttpStatus status : List.of(
                HttpStatus.BAD_REQUEST,
                HttpStatus.UNAUTHORIZED,
                HttpStatus.FORBIDDEN,
                HttpStatus.CONTENT_TOO_LARGE,
                HttpStatus.TOO_MANY_REQUESTS,
                HttpStatus.SERVICE_UNAVAILABLE)) {
            ObjectNode response = responses.putObject(Integer.toString(status.getCode()));
            response.put("description", status.getMessage());
            OpenApi.content(response, "application/json", refusal, components);
        }
    }
}
