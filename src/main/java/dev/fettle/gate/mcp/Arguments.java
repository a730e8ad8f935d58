package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Completes the arguments of a call by what the tool's schema requires. */
final class Arguments {
    private static final List<String> PLACES = List.of("path", "dir", "cwd", "folder", "repo", "root", "workspace");

    private Arguments() {}

    /** The arguments with a harmless value for each required property that has none. */
    static ObjectNode complete(Tool tool, ObjectNode arguments, Scratch scratch) {
        ObjectNode all = arguments.deepCopy();
        for (String name : tool.required()) {
            if (!all.has(name)) {
                all.set(name, value(name, tool.schema().path("properties").path(name), tool.type(name), scratch));
            }
        }
        return all;
    }

    private static JsonNode value(String name, JsonNode schema, String type, Scratch scratch) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (schema.has("default")) {
            return schema.path("default");
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").path(0);
        }
        boolean place = PLACES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
        return switch (type) {
            case "boolean" -> json.booleanNode(false);
            case "integer", "number" -> schema.has("minimum") ? schema.path("minimum") : json.numberNode(10);
            case "array" -> json.arrayNode();
            case "object" -> json.objectNode();
            default -> json.textNode(place ? scratch.folder() : "fettle");
        };
    }
}
