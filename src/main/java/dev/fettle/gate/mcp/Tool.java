package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.UntrustedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A tool as the server lists it.
 *
 * @param raw the whole entry
 */
record Tool(String name, JsonNode raw) {
    private static final int LONGEST_NAME = 80;

    static Tool of(JsonNode raw) {
        return new Tool(raw.path("name").asText(""), raw);
    }

    JsonNode schema() {
        return raw.path("inputSchema");
    }

    /** Its name as it may be shown. */
    String shown() {
        return UntrustedText.oneLine(name, LONGEST_NAME);
    }

    String lowerName() {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean hasProperty(String property) {
        return schema().path("properties").has(property);
    }

    /** The first of these properties that a call may have. */
    Optional<String> firstOf(List<String> properties) {
        return properties.stream().filter(this::hasProperty).findFirst();
    }

    List<String> required() {
        List<String> names = new ArrayList<>();
        schema().path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** The declared type of a property, the first where there are several, "" for none. */
    String type(String property) {
        JsonNode type = schema().path("properties").path(property).path("type");
        return type.isArray() ? type.path(0).asText("") : type.asText("");
    }
}
