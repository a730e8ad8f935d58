package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What went through a server's pipes, as it was: the client of the SDK shows only what it could make sense of. Thread-safe. */
final class Traffic {
    private final Map<String, String> methods = new HashMap<>();
    private final Map<String, List<JsonNode>> answers = new HashMap<>();
    private int strayLines;
    private String firstStray = "";

    /** Notes a request on its way out. */
    synchronized void asked(Object id, String method) {
        methods.put(String.valueOf(id), method);
    }

    /** Notes a message that came in. */
    synchronized void came(JsonNode message) {
        String method = methods.get(message.path("id").asText(""));
        if (method != null && !message.has("method")) {
            answers.computeIfAbsent(method, key -> new ArrayList<>()).add(message);
        }
    }

    /** Notes a line that is no message. */
    synchronized void stray(String line) {
        strayLines++;
        if (firstStray.isEmpty()) {
            firstStray = line;
        }
    }

    /** How many answers to a method came so far. */
    synchronized int count(String method) {
        return answers.getOrDefault(method, List.of()).size();
    }

    /** The answer to a method that came after so many others. */
    synchronized Optional<JsonNode> answer(String method, int before) {
        List<JsonNode> all = answers.getOrDefault(method, List.of());
        return all.size() > before ? Optional.of(all.get(before)) : Optional.empty();
    }

    synchronized int strayLines() {
        return strayLines;
    }

    /** The first line that is no message, "" for none. */
    synchronized String firstStray() {
        return firstStray;
    }
}
