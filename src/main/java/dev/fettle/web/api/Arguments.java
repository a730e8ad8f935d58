package dev.fettle.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request brings, after its check against the schema. */
record Arguments(ObjectNode json) {
    /** "" where it was left out. */
    String text(String name) {
        return json.path(name).asText("");
    }

    Optional<String> given(String name) {
        return json.hasNonNull(name) ? Optional.of(text(name)) : Optional.empty();
    }

    int number(String name, int otherwise) {
        return json.path(name).asInt(otherwise);
    }

    @Nullable
    Integer numberOrNull(String name) {
        return json.hasNonNull(name) ? json.path(name).asInt() : null;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : json.path(name)) {
            all.add(one.asText());
        }
        return all;
    }

    <E extends Enum<E>> @Nullable E constant(Class<E> type, String name) {
        return json.hasNonNull(name) ? Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT)) : null;
    }

    <E extends Enum<E>> E constant(Class<E> type, String name, E otherwise) {
        E given = constant(type, name);
        return given == null ? otherwise : given;
    }
}
