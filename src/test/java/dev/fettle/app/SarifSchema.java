package dev.fettle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The official JSON schema of SARIF 2.1.0. */
final class SarifSchema {
    private static final Schema SCHEMA = read();

    private SarifSchema() {}

    /** What the schema does not allow in a log. */
    static List<String> complaints(String log) throws IOException {
        return SCHEMA.validate(new ObjectMapper().readTree(log)).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static Schema read() {
        try (InputStream file = SarifSchema.class.getResourceAsStream("/sarif/sarif-2.1.0.json")) {
            JsonNode schema = new ObjectMapper().readTree(Objects.requireNonNull(file));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
