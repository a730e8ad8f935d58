package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.UntrustedText;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.ForgeException.Kind;
import java.util.Optional;
import okhttp3.Headers;

/**
 * What a server said.
 *
 * @param status of HTTP
 * @param body as it came, bounded by {@link Http}
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Answer(String what, int status, Headers headers, byte[] body) {
    private static final int SHOWN = 200;

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** This answer, given once more under newer headers. */
    Answer under(Headers newer) {
        return new Answer(what, status, KnownAnswers.merged(headers, newer), body);
    }

    /** Whether the server says that there is no such thing, or no such endpoint. */
    boolean missing() {
        return status == 404 || status == 410 || status == 405 || status == 501;
    }

    /** The same answer, unless it tells of a failure. */
    Answer orThrow() {
        if (ok()) {
            return this;
        }
        throw new ForgeException(kind(status), what + ": " + status + " " + message(), null, null);
    }

    /** What a status that tells of a failure means for who asked. */
    static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            default -> status >= 200 && status < 300 || status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
        };
    }

    /** The JSON in it; a missing node where the body is empty or says {@code null}. */
    JsonNode json() {
        return Json.read(body)
                .orElseThrow(() -> new ForgeException(
                        Kind.UNAVAILABLE, what + ": the answer " + status + " is not JSON", null, null));
    }

    /** The sentence of an error, made safe to show. */
    String message() {
        Optional<JsonNode> node = Json.read(body);
        String text = node.map(found -> Json.text(found, "message")).orElse("");
        String details = node.map(found -> found.path("errors"))
                .filter(errors -> !errors.isEmpty())
                .map(JsonNode::toString)
                .orElse("");
        return UntrustedText.clean((text + " " + details).strip(), SHOWN);
    }
}
