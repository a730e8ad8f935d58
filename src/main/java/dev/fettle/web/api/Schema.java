package dev.fettle.web.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a value may be. Immutable; rendered as JSON Schema 2020-12 for tools and for our own check, and in the words of OpenAPI 3.0 for the description of the API.
 *
 * @param facts keywords of JSON Schema with their values, but for the structure below; {@code type} is one word
 * @param properties of an object, in their order
 * @param required names of properties that must be there
 * @param items of an array
 * @param nullable whether null will do as well
 * @param foreign whether it may hold what others wrote: issues, logs, programs, diffs
 * @param name under which the description of the API lists it, "" where it stands in place
 */
public record Schema(
        Map<String, Object> facts,
        Map<String, Schema> properties,
        List<String> required,
        Optional<Schema> items,
        boolean nullable,
        boolean foreign,
        String name) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public static Schema text(String description) {
        return of("string", description);
    }

    /** A point in time, as in RFC 3339. */
    static Schema time(String description) {
        return text(description).with("format", "date-time");
    }

    static Schema bool(String description) {
        return of("boolean", description);
    }

    static Schema number(String description) {
        return of("number", description);
    }

    static Schema integer(String description) {
        return of("integer", description);
    }

    static Schema integer(String description, int least, int most) {
        return integer(description).with("minimum", least).with("maximum", most);
    }

    /** One of the constants of an enum, in lower case. */
    static Schema choice(String description, Class<? extends Enum<?>> type) {
        return text(description)
                .with(
                        "enum",
                        Arrays.stream(type.getEnumConstants())
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .toList());
    }

    static Schema list(String description, Schema items) {
        return new Schema(of("array", description).facts(), Map.of(), List.of(), Optional.of(items), false, false, "");
    }

    /** Properties are added one by one; an object of requests takes no others. */
    public static Schema object(String description) {
        return of("object", description);
    }

    private static Schema of(String type, String description) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", type);
        if (!description.isEmpty()) {
            facts.put("description", description);
        }
        return new Schema(facts, Map.of(), List.of(), Optional.empty(), false, false, "");
    }

    /** The same with one more keyword. */
    Schema with(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(keyword, value);
        return new Schema(more, properties, required, items, nullable, foreign, name);
    }

    /** The same object with a property that may be left out. */
    Schema may(String property, Schema value) {
        Map<String, Schema> more = new LinkedHashMap<>(properties);
        more.put(property, value);
        return new Schema(facts, more, required, items, nullable, foreign, name);
    }

    /** The same object with a property that is always there. */
    Schema must(String property, Schema value) {
        List<String> more = new ArrayList<>(required);
        more.add(property);
        Schema extended = may(property, value);
        return new Schema(facts, extended.properties(), more, items, nullable, foreign, name);
    }

    Schema orNull() {
        return new Schema(facts, properties, required, items, true, foreign, name);
    }

    Schema fromOthers() {
        return new Schema(facts, properties, required, items, nullable, true, name);
    }

    Schema named(String newName) {
        return new Schema(facts, properties, required, items, nullable, foreign, newName);
    }

    /** The same object with other properties. */
    public Schema withProperties(Map<String, Schema> other, List<String> otherRequired) {
        return new Schema(facts, other, otherRequired, items, nullable, foreign, name);
    }

    /** The same array of other items. */
    public Schema withItems(Schema other) {
        return new Schema(facts, properties, required, Optional.of(other), nullable, foreign, name);
    }

    /** Whether it is of that JSON type. */
    public boolean is(String type) {
        return type.equals(facts.get("type"));
    }

    /** As JSON Schema 2020-12, whole. */
    public ObjectNode jsonSchema() {
        return render(null);
    }

    /**
     * As OpenAPI 3.0 has it.
     *
     * @param components receives the schemas that have a name; they are referred to
     */
    ObjectNode openApi(ObjectNode components) {
        if (name.isEmpty()) {
            return render(components);
        }
        if (!components.has(name)) {
            components.set(name, render(components));
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode render(@Nullable ObjectNode components) {
        ObjectNode node = NODES.objectNode();
        facts.forEach((keyword, value) -> node.set(keyword, JSON.valueToTree(value)));
        if (nullable && components == null) {
            node.putArray("type").add(String.valueOf(facts.get("type"))).add("null");
        } else if (nullable) {
            node.put("nullable", true);
        }
        items.ifPresent(each -> node.set("items", child(each, components)));
        if (!properties.isEmpty()) {
            ObjectNode inner = node.putObject("properties");
            properties.forEach((property, value) -> inner.set(property, child(value, components)));
        }
        if (!required.isEmpty()) {
            ArrayNode names = node.putArray("required");
            required.forEach(names::add);
        }
        return node;
    }

    private static ObjectNode child(Schema schema, @Nullable ObjectNode components) {
        return components == null ? schema.render(null) : schema.openApi(components);
    }
}
