package dev.fettle.intake.analysis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.UntrustedText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Foreign JSON files, read within bounds of size, depth and length. */
final class BoundedJson {
    private static final int DEEPEST = 100;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NUMBER = 100;
    private static final int MEBI = 1 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build());

    private BoundedJson() {}

    /**
     * Reads a file.
     *
     * @param most bytes
     * @throws UnreadableException when it is larger, or no JSON within the bounds
     */
    static JsonNode read(Path file, int most) throws UnreadableException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(most + 1);
        } catch (IOException e) {
            throw new UnreadableException("it cannot be read: " + e.getMessage());
        }
        if (bytes.length > most) {
            throw new UnreadableException("it is larger than " + most / MEBI + " MiB");
        }
        return read(bytes);
    }

    /** Reads what is in memory already. */
    static JsonNode read(byte[] bytes) throws UnreadableException {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw new UnreadableException("it is no JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new UnreadableException(
                    "it is no JSON that is read: " + UntrustedText.oneLine(e.getOriginalMessage(), 200)
                            + (e.getLocation() == null
                                    ? ""
                                    : ", line " + e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new UnreadableException("it cannot be read: " + e.getMessage());
        }
    }
}
