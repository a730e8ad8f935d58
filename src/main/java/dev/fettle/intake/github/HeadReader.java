package dev.fettle.intake.github;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fettle.intake.Delivery;
import java.io.IOException;

/** Keeps what the upper two levels of an object say of installation and repository while it is read for another reason. Of what is said twice, the first counts. */
final class HeadReader {
    private String top = "";
    private String inner = "";
    private String installation = "";
    private String repository = "";
    private String fullName = "";

    /** @param depth of what the token is in: 1 in the object itself */
    void passes(int depth, JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            if (depth == 1) {
                top = parser.currentName();
                inner = "";
            } else {
                inner = parser.currentName();
            }
        } else if (depth == 2 && token.isScalarValue()) {
            told(parser);
        }
    }

    private void told(JsonParser parser) throws IOException {
        if (inner.equals("id")) {
            if (top.equals("installation") && installation.isEmpty()) {
                installation = parser.getText();
            } else if (top.equals("repository") && repository.isEmpty()) {
                repository = parser.getText();
            }
        } else if (inner.equals("full_name") && top.equals("repository") && fullName.isEmpty()) {
            fullName = parser.getText();
        }
    }

    Delivery.Head read() {
        return new Delivery.Head(installation, repository, fullName);
    }
}
