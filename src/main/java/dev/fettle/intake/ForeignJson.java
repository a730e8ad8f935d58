package dev.fettle.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/** JSON that others sent, read within limits of depth and of size. */
public final class ForeignJson {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(60)
                            .maxNumberLength(100)
                            .maxStringLength(4_000_000)
                            .maxTokenCount(1_000_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private ForeignJson() {}

    /**
     * Reads one value.
     *
     * @param place that a mistake is told under, such as {@code body}
     * @throws MalformedReportException when it is none, or beyond the limits
     */
    public static JsonNode parse(String place, byte[] bytes) {
        return parse(place, bytes, 0, bytes.length);
    }

    /** As {@link #parse(String, byte[])}, of a part of the bytes. */
    public static JsonNode parse(String place, byte[] bytes, int offset, int length) {
        JsonNode node;
        try {
            node = JSON.readTree(bytes, offset, length);
        } catch (JsonProcessingException e) {
            // Its message may quote the body, so only the place is told.
            throw new MalformedReportException(List.of(place + ": not JSON within the limits"
                    + (e.getLocation() == null
                            ? ""
                            : ", at byte " + e.getLocation().getByteOffset())));
        } catch (IOException e) {
            // Of bytes in memory: they begin as UTF-16 or UTF-32 does, and go on otherwise.
            throw new MalformedReportException(List.of(place + ": not text in a character set of JSON"));
        }
        if (node == null || node.isMissingNode()) {
            throw new MalformedReportException(List.of(place + ": is empty"));
        }
        return node;
    }
}
