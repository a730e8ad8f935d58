package dev.fettle.store.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Work data as JSON: readable in the table, and no class name in it can be made to run. */
final class JsonSerializer implements Serializer {
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public byte[] serialize(Object data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] serialized) {
        try {
            return json.readValue(serialized, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
