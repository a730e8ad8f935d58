package dev.fettle.web.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /api/v1/**}: the operations over HTTP, and their description at {@code /api/v1/openapi.json}. */
public final class ApiRoutes {
    static final String DESCRIPTION = "/api/v1/openapi.json";
    private static final String HERE = "/api/v1/";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final List<Operation> operations;
    private final Access access;

    public ApiRoutes(List<Operation> operations, Access access) {
        this.operations = operations;
        this.access = access;
    }

    public void add(JavalinConfig config) {
        operations.forEach(operation ->
                config.routes.addHttpHandler(operation.method(), operation.path(), ctx -> handle(ctx, operation)));
        String description = OpenApi.of(operations).toPrettyString();
        config.routes.get(
                DESCRIPTION, ctx -> ctx.contentType("application/json").result(description));
        config.routes.exception(ApiProblem.class, (problem, ctx) -> answer(ctx, problem));
        config.routes.exception(HttpResponseException.class, ApiRoutes::otherwise);
    }

    private void handle(Context ctx, Operation operation) throws IOException {
        Caller caller = access.of(ctx);
        // Before anything is read of somebody who may not.
        caller.mustHave(operation.scope());
        ObjectNode arguments = JSON.createObjectNode();
        if (operation.method() == HandlerType.GET) {
            query(ctx, operation.input(), arguments);
        } else {
            body(ctx, operation, arguments);
        }
        operation.inPath().forEach(name -> arguments.put(name, ctx.pathParam(name)));
        Answer answer = operation.call(caller, arguments);
        answer.headers().forEach(ctx::header);
        ctx.status(answer.status())
                .contentType("application/json")
                .result(answer.body().toString());
    }

    /** An empty value is none. What reads as a number is one where one is wanted; the check says what is wrong with the rest. */
    private static void query(Context ctx, Schema input, ObjectNode arguments) {
        for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
            String name = parameter.getKey();
            if (parameter.getValue().size() > 1) {
                throw new ApiProblem(
                        HttpStatus.BAD_REQUEST,
                        "The request is not as it must be.",
                        List.of(name + ": is given twice"));
            }
            String value = parameter.getValue().get(0);
            Schema wanted = input.properties().get(name);
            if (wanted != null && wanted.is("integer") && value.matches("-?[0-9]{1,9}")) {
                arguments.put(name, Integer.parseInt(value));
            } else if (!value.isEmpty()) {
                arguments.put(name, value);
            }
        }
    }

    private static void body(Context ctx, Operation operation, ObjectNode arguments) throws IOException {
        byte[] bytes = ctx.bodyAsBytes();
        if (bytes.length == 0) {
            return;
        }
        String type = ctx.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ApiProblem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON, with 'Content-Type: application/json'.");
        }
        JsonNode body;
        try {
            body = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "The body is no JSON.", List.of(String.valueOf(e.getOriginalMessage())));
        }
        if (!(body instanceof ObjectNode object)) {
            throw new ApiProblem(HttpStatus.BAD_REQUEST, "The body must be an object.");
        }
        operation.inPath().stream().filter(object::has).findFirst().ifPresent(name -> {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "The request is not as it must be.",
                    List.of(name + ": stands in the path"));
        });
        arguments.setAll(object);
    }

    /** What the server itself refuses, in the API's form below the API and in short words elsewhere. */
    private static void otherwise(HttpResponseException refusal, Context ctx) {
        HttpStatus status = HttpStatus.forStatus(refusal.getStatus());
        if (ctx.path().startsWith(HERE)) {
            answer(ctx, new ApiProblem(status, sentence(status)));
        } else {
            ctx.status(status).contentType("text/plain").result(status.getMessage());
        }
    }

    /** Refuses in the API's form below the API, and elsewhere in a word of JSON. */
    public static void refuse(Context ctx, HttpStatus status, String why) {
        if (ctx.path().startsWith(HERE)) {
            answer(ctx, new ApiProblem(status, why));
        } else {
            ctx.status(status).json(Map.of("error", why));
        }
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address; " + DESCRIPTION + " lists what there is.";
            case METHOD_NOT_ALLOWED -> "This address takes another method; " + DESCRIPTION + " says which.";
            case CONTENT_TOO_LARGE -> "The body is larger than 64 KB.";
            default -> "The request could not be taken: " + status.getMessage() + ".";
        };
    }

    private static void answer(Context ctx, ApiProblem problem) {
        if (problem.status() == HttpStatus.UNAUTHORIZED) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        if (!problem.retryAfter().isZero()) {
            ctx.header("Retry-After", Long.toString(problem.retryAfter().toSeconds()));
        }
        ctx.status(problem.status())
                .contentType(ApiProblem.TYPE)
                .result(problem.json().toString());
    }
}
