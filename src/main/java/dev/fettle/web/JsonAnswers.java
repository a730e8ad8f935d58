package dev.fettle.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;

/** Writes answers as JSON. Requests are never read by it. */
final class JsonAnswers implements JsonMapper {
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public String toJsonString(Object answer, Type type) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }
}
