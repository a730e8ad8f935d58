package dev.fettle.intake.github;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fettle.intake.Delivery;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** From the body of a webhook request to the JSON in it. */
public final class DeliveryBody {
    private static final String FORM = "application/x-www-form-urlencoded";

    private DeliveryBody() {}

    /**
     * The JSON of a body whose signature held.
     *
     * @param contentType the header, "" when there is none
     * @return empty when there is no JSON object in it within the limits: depth 200, strings of 20 million characters, numbers of 1000 digits
     */
    public static Optional<Delivery.Body> json(String contentType, byte[] raw) {
        boolean form = contentType.toLowerCase(Locale.ROOT).startsWith(FORM);
        return (form ? FormBody.json(raw) : Optional.of(raw))
                .flatMap(json -> head(json).map(head -> new Delivery.Body(json, head)));
    }

    /** What a delivery says at its top. */
    static Delivery.Head head(Delivery delivery) {
        return delivery.head().or(() -> head(delivery.body())).orElse(Delivery.Head.NONE);
    }

    /** Reads all of it, once: whether it is an object of JSON, and what that says at its top. */
    private static Optional<Delivery.Head> head(byte[] json) {
        try (JsonParser parser = Payload.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            HeadReader head = new HeadReader();
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return Optional.empty();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (mayBeTooLong(token, json) && !finished(parser)) {
                    return Optional.empty();
                }
                if (depth <= 2) {
                    head.passes(depth, token, parser);
                }
            }
            return parser.nextToken() == null ? Optional.of(head.read()) : Optional.empty();
        } catch (IOException e) {
            // Not JSON, beyond a limit, or not in a character set of JSON: the answer says so, and there is nothing to
            // log about what a sender sent.
            return Optional.empty();
        }
    }

    /** No text is longer than what it stands in. */
    private static boolean mayBeTooLong(JsonToken token, byte[] json) {
        return token.isScalarValue() && (token != JsonToken.VALUE_STRING || json.length > Payload.LONGEST_TEXT);
    }

    /** The parser reads long values only when asked; asking tells whether they keep the limits. */
    private static boolean finished(JsonParser parser) throws IOException {
        return parser.getTextLength() >= 0;
    }
}
