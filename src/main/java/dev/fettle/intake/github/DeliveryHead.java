package dev.fettle.intake.github;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fettle.intake.Delivery;
import java.io.IOException;
import java.util.Set;

/**
 * What a delivery says of itself at the top of its body, read without the rest; "" for what it does not say.
 *
 * @param installation the installation's number
 * @param repository the repository's number
 * @param fullName the repository's owner and name
 */
record DeliveryHead(String installation, String repository, String fullName) {
    private static final String INSTALLATION = "installation";
    private static final String REPOSITORY = "repository";

    /**
     * Reads as far as it must.
     *
     * @param wanted one of them, after which nothing more is read
     */
    static DeliveryHead upTo(String wanted, Delivery delivery) {
        DeliveryHead head = new DeliveryHead("", "", "");
        try (JsonParser parser = Payload.FACTORY.createParser(delivery.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return head;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                boolean object = parser.nextToken() == JsonToken.START_OBJECT;
                if (object && Set.of(INSTALLATION, REPOSITORY).contains(field)) {
                    head = head.with(field, parser);
                    boolean told = !(field.equals(INSTALLATION) ? head.installation : head.repository).isEmpty();
                    if (told && field.equals(wanted)) {
                        return head;
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return head;
        } catch (IOException e) {
            // Whatever it is, whoever reads it says what is wrong; what was read so far stands.
            return head;
        }
    }

    /** With what the object says that the parser is in; the parser stands at its end then. */
    private DeliveryHead with(String field, JsonParser parser) throws IOException {
        String id = "";
        String name = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String inner = parser.currentName();
            if (parser.nextToken().isScalarValue()) {
                id = inner.equals("id") ? parser.getText() : id;
                name = inner.equals("full_name") ? parser.getText() : name;
            }
            parser.skipChildren();
        }
        return field.equals(INSTALLATION)
                ? new DeliveryHead(id, repository, fullName)
                : new DeliveryHead(installation, id, name);
    }
}
