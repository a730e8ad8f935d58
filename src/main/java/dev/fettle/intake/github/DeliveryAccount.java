package dev.fettle.intake.github;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fettle.intake.Delivery;
import java.io.IOException;

/** For whom a delivery is worked on: its installation, or the owner of its repository where the forge knows no installations. */
public final class DeliveryAccount {
    private DeliveryAccount() {}

    /** The installation's number, else the owner's login in the body, else "". Says nothing about who may do what: it only orders work. */
    public static String of(Delivery delivery) {
        String owner = "";
        try (JsonParser parser = Payload.FACTORY.createParser(delivery.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_OBJECT && field.equals("installation")) {
                    String installation = within(parser, "id");
                    if (!installation.isEmpty()) {
                        return installation;
                    }
                } else if (value == JsonToken.START_OBJECT && field.equals("repository")) {
                    String full = within(parser, "full_name");
                    owner = full.substring(0, Math.max(0, full.indexOf('/')));
                } else {
                    parser.skipChildren();
                }
            }
            return owner;
        } catch (IOException e) {
            // Whatever it is, it waits in the line of nobody in particular, and whoever reads it says what is wrong.
            return owner;
        }
    }

    /** The value of a field of the object that the parser is in, "" when it has none; the parser stands at the object's end then. */
    private static String within(JsonParser parser, String wanted) throws IOException {
        String found = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean it = parser.currentName().equals(wanted);
            JsonToken value = parser.nextToken();
            if (it && value.isScalarValue()) {
                found = parser.getText();
            }
            parser.skipChildren();
        }
        return found;
    }
}
