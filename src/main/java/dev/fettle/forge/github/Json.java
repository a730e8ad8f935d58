package dev.fettle.forge.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON as GitHub writes it: fields may be absent or null, and unknown ones are none of our business. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Http.LARGEST_ANSWER)
                    .build())
            .build());

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Empty when it is no JSON; a missing node for an empty text and for {@code null}. */
    static Optional<JsonNode> read(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return Optional.of(node == null || node.isNull() ? MAPPER.missingNode() : node);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field's text, "" where it is absent or null. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() ? "" : value.asText("");
    }

    /** The names of labels, in either form that servers use. */
    static List<String> names(JsonNode list, String field) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : list) {
            String name = one.isTextual() ? one.asText() : text(one, field);
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
