package dev.fettle.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.List;

/** Why something asked for is not done, as RFC 9457 has it ({@code application/problem+json}). */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Of the answer. */
    static final String TYPE = "application/problem+json";

    private final transient HttpStatus status;
    private final transient List<String> errors;
    private final transient Duration wait;

    /**
     * A problem.
     *
     * @param detail a sentence that says what to do
     */
    ApiProblem(HttpStatus status, String detail) {
        this(status, detail, List.of());
    }

    /** @param errors what is wrong in the request, a phrase each */
    ApiProblem(HttpStatus status, String detail, List<String> errors) {
        this(status, detail, errors, Duration.ZERO);
    }

    private ApiProblem(HttpStatus status, String detail, List<String> errors, Duration wait) {
        super(detail, null, false, false);
        this.wait = wait;
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** @param wait after which it may be asked again */
    static ApiProblem tooOften(String detail, Duration wait) {
        return new ApiProblem(HttpStatus.TOO_MANY_REQUESTS, detail, List.of(), wait);
    }

    static ApiProblem noTicket() {
        return new ApiProblem(
                HttpStatus.NOT_FOUND, "There is no ticket of that id that this key opens; list the tickets.");
    }

    /** After which it may be asked again; zero where time changes nothing. */
    Duration retryAfter() {
        return wait;
    }

    HttpStatus status() {
        return status;
    }

    /** What it says, and below it what is wrong. */
    public String sentence() {
        return getMessage() + (errors.isEmpty() ? "" : " " + String.join("; ", errors) + ".");
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank");
        json.put("title", status.getMessage());
        json.put("status", status.getCode());
        json.put("detail", getMessage());
        if (!errors.isEmpty()) {
            ArrayNode list = json.putArray("errors");
            errors.forEach(list::add);
        }
        return json;
    }

    static Schema schema() {
        return Schema.object("Why it was not done (RFC 9457).")
                .must("type", Schema.text("Always about:blank: the status says which kind it is."))
                .must("title", Schema.text("The status in words."))
                .must("status", Schema.integer("The status of the answer."))
                .must("detail", Schema.text("What is wrong and what to do, a sentence."))
                .may("errors", Schema.list("What is wrong in the request.", Schema.text("")))
                .named("Problem");
    }
}
