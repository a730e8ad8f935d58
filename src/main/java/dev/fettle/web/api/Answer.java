package dev.fettle.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HttpStatus;
import java.util.Map;

/**
 * What comes back.
 *
 * @param headers of the HTTP answer, for what its body does not say
 */
public record Answer(HttpStatus status, ObjectNode body, Map<String, String> headers) {
    static Answer ok(ObjectNode body) {
        return new Answer(HttpStatus.OK, body, Map.of());
    }
}
