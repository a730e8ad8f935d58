package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether the input schemas of tools are schemas. Nothing is fetched for it. */
final class ToolSchemas {
    private static final String METASCHEMAS = "https?://json-schema\\.org/.*|classpath:.*";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaLoader(
                    loader -> loader.allow(iri -> iri.toString().matches(METASCHEMAS))));
    private final Map<SpecificationVersion, Schema> metaschemas = new ConcurrentHashMap<>();

    /** The first fault of the tools' schemas; passes when there is none. */
    CheckResult check(List<Tool> tools) {
        for (Tool tool : tools) {
            JsonNode schema = tool.schema();
            if (schema.isMissingNode() || schema.isNull()) {
                return CheckResult.of(Check.INPUT_SCHEMAS, Fault.SCHEMA_MISSING, "tool " + tool.shown());
            }
            Optional<String> fault = fault(schema);
            if (fault.isPresent()) {
                return CheckResult.of(
                        Check.INPUT_SCHEMAS, Fault.SCHEMA_INVALID, "tool " + tool.shown() + ": " + fault.get());
            }
        }
        return CheckResult.passed(Check.INPUT_SCHEMAS, tools.size() + " valid");
    }

    private Optional<String> fault(JsonNode schema) {
        if (!schema.isObject()) {
            return Optional.of("it is not an object");
        }
        if (!schema.path("type").asText("").equals("object")) {
            return Optional.of("its type must be \"object\"");
        }
        SpecificationVersion version =
                SpecificationVersion.fromSchemaNode(schema).orElse(SpecificationVersion.DRAFT_2020_12);
        List<Error> errors = metaschema(version).validate(schema);
        if (!errors.isEmpty()) {
            Error first = errors.get(0);
            return Optional.of(first.getInstanceLocation() + ": " + first.getMessage());
        }
        return reference(schema);
    }

    private Schema metaschema(SpecificationVersion version) {
        return metaschemas.computeIfAbsent(
                version, known -> registry.getSchema(SchemaLocation.of(known.getDialectId())));
    }

    private static Optional<String> reference(JsonNode schema) {
        Set<String> anchors = new HashSet<>();
        List<String> references = new ArrayList<>();
        collect(schema, anchors, references);
        return references.stream()
                .filter(reference -> !leads(schema, anchors, reference))
                .findFirst()
                .map(reference -> "$ref '" + reference + "' leads nowhere in it");
    }

    private static boolean leads(JsonNode schema, Set<String> anchors, String reference) {
        if (reference.equals("#") || anchors.contains(reference)) {
            return true;
        }
        return reference.startsWith("#/")
                && !schema.at(reference.substring(1).replace("%25", "%")).isMissingNode();
    }

    private static void collect(JsonNode node, Set<String> anchors, List<String> references) {
        for (String name : List.of("$anchor", "$dynamicAnchor", "$id")) {
            if (node.path(name).isTextual()) {
                String text = node.path(name).asText();
                anchors.add(name.equals("$id") ? text : "#" + text);
            }
        }
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(child -> collect(child, anchors, references));
    }
}
