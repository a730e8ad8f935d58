package dev.fettle.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fettle.improve.ApiKey.Scope;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that can be asked for.
 *
 * @param name of the tool and of the operation in the API's description
 * @param path as Javalin and OpenAPI write it; its parameters are properties of the input
 * @param scope that is needed
 * @param kind what it does to the world
 * @param title a few words
 * @param description for who chooses among them: what it does, when to use it, what it does not do
 * @param input an object: what the path names, and beyond that the query of a GET or the body of a POST
 * @param answer an object
 * @param success the status when it is done
 * @param problems other statuses that it has, beside those that all have
 */
public record Operation(
        String name,
        HandlerType method,
        String path,
        Scope scope,
        Kind kind,
        String title,
        String description,
        Schema input,
        Schema answer,
        HttpStatus success,
        List<HttpStatus> problems,
        Action action) {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** What it does to the world. */
    public enum Kind {
        /** Nothing is changed. */
        LOOKS,
        /** Something is added, or lets workers go on, which can end in a pull request. */
        GOES_ON,
        /** Something is ended for good. */
        ENDS
    }

    /** What is done. */
    @FunctionalInterface
    interface Action {
        /** @throws ApiProblem when it cannot be done */
        Answer act(Caller caller, Arguments arguments);
    }

    /**
     * Checks who asks and what they bring, and does it.
     *
     * @throws ApiProblem when it may not or cannot be done
     */
    public Answer call(Caller caller, ObjectNode arguments) {
        caller.mustHave(scope);
        List<String> mistakes = REGISTRY.getSchema(input.jsonSchema()).validate(arguments).stream()
                .map(Operation::mistake)
                .sorted()
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ApiProblem(HttpStatus.BAD_REQUEST, "The request is not as it must be.", mistakes);
        }
        return action.act(caller, new Arguments(arguments));
    }

    /** Names of the input's properties that stand in the path. */
    Set<String> inPath() {
        return Stream.of(path.split("/"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .collect(Collectors.toSet());
    }

    /** What of the input does not stand in the path. */
    Schema beyondPath() {
        Set<String> path = inPath();
        var rest = new java.util.LinkedHashMap<>(input.properties());
        rest.keySet().removeAll(path);
        return input.withProperties(
                rest,
                input.required().stream().filter(one -> !path.contains(one)).toList());
    }

    private static String mistake(Error error) {
        String at = error.getInstanceLocation().toString().replaceFirst("^/", "");
        return (at.isEmpty() ? "" : at + ": ") + error.getMessage();
    }
}
