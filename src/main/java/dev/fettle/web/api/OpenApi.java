package dev.fettle.web.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.improve.ApiKey.Scope;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The description of the API in OpenAPI 3.0.3, made of the operations themselves. */
public final class OpenApi {
    private static final String VERSION = "3.0.3";
    private static final List<HttpStatus> ALWAYS = List.of(
            HttpStatus.BAD_REQUEST, HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN, HttpStatus.TOO_MANY_REQUESTS);

    private OpenApi() {}

    /** Describes the operations, and the addresses under {@code /api/v1} to which programs report. */
    public static ObjectNode of(List<Operation> operations) {
        ObjectNode api = JsonNodeFactory.instance.objectNode();
        api.put("openapi", VERSION);
        api.putObject("info")
                .put("title", "Fettle")
                .put("version", "1")
                .put(
                        "description",
                        "Tickets, cycles and gate reports of a Fettle server, and the addresses to which programs report. Errors are application/problem+json (RFC 9457).")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0.txt");
        api.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = api.putObject("paths");
        ObjectNode components = JsonNodeFactory.instance.objectNode();
        operations.forEach(
                operation -> operation(at(paths, operation.path(), operation.method()), operation, components));
        ObjectNode itself = at(paths, ApiRoutes.DESCRIPTION, HandlerType.GET)
                .put("operationId", "get_description")
                .put("summary", "This description");
        itself.putArray("security").addObject();
        itself.putObject("responses")
                .putObject("200")
                .put("description", "OpenAPI " + VERSION)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "object");
        ReportAddresses.describe(paths, components);
        ObjectNode all = api.putObject("components");
        all.set("schemas", components);
        ObjectNode schemes = all.putObject("securitySchemes");
        schemes.putObject("key")
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        "A key of 'fettle keys add --scope read' or '--scope write'. Requests that come straight from the server's own machine may look without one.");
        schemes.putObject("reporting")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A key of 'fettle keys add --source'.");
        return api;
    }

    static ObjectNode at(ObjectNode paths, String path, HandlerType method) {
        return paths.withObjectProperty(path)
                .withObjectProperty(method.toString().toLowerCase(Locale.ROOT));
    }

    private static void operation(ObjectNode json, Operation operation, ObjectNode components) {
        json.put("operationId", operation.name());
        json.put("summary", operation.title());
        json.put("description", operation.description());
        if (operation.scope() == Scope.READ) {
            json.putArray("security").addObject().putArray("key");
            json.withArrayProperty("security").addObject();
        } else {
            json.putArray("security").addObject().putArray("key");
        }
        parameters(json, operation, components);
        ObjectNode responses = json.putObject("responses");
        ObjectNode done =
                responses.putObject(Integer.toString(operation.success().getCode()));
        done.put("description", operation.success().getMessage());
        content(done, "application/json", operation.answer(), components);
        TreeSet<Integer> statuses = new TreeSet<>();
        ALWAYS.forEach(one -> statuses.add(one.getCode()));
        operation.problems().forEach(one -> statuses.add(one.getCode()));
        if (operation.method() == HandlerType.POST) {
            statuses.add(HttpStatus.CONTENT_TOO_LARGE.getCode());
            statuses.add(HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode());
        }
        statuses.forEach(status -> problem(responses, HttpStatus.forStatus(status), components));
    }

    private static void parameters(ObjectNode json, Operation operation, ObjectNode components) {
        Schema rest = operation.beyondPath();
        operation
                .inPath()
                .forEach(name -> json.withArrayProperty("parameters")
                        .addObject()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true)
                        .set("schema", property(operation.input(), name).openApi(components)));
        if (operation.method() == HandlerType.GET) {
            rest.properties()
                    .forEach((name, value) -> json.withArrayProperty("parameters")
                            .addObject()
                            .put("name", name)
                            .put("in", "query")
                            .put("required", rest.required().contains(name))
                            .set("schema", value.openApi(components)));
        } else if (!rest.properties().isEmpty()) {
            ObjectNode body = json.putObject("requestBody")
                    .put("required", !rest.required().isEmpty());
            content(body, "application/json", rest, components);
        }
    }

    static void problem(ObjectNode responses, HttpStatus status, ObjectNode components) {
        ObjectNode response = responses.putObject(Integer.toString(status.getCode()));
        response.put("description", status.getMessage());
        content(response, ApiProblem.TYPE, ApiProblem.schema(), components);
    }

    static void content(ObjectNode json, String type, Schema schema, ObjectNode components) {
        json.putObject("content").putObject(type).set("schema", schema.openApi(components));
    }

    private static Schema property(Schema input, String name) {
        Schema property = input.properties().get(name);
        if (property == null) {
            throw new IllegalStateException("a part of a path that is no property of its input: " + name);
        }
        return property;
    }
}
