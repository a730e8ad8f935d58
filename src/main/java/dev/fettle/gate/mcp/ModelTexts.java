package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything of a server that a model reads before it calls anything: its instructions, and every name and text of its tools and their schemas. */
final class ModelTexts {
    private static final int MOST = 20_000;

    private final Map<String, String> texts = new LinkedHashMap<>();

    private ModelTexts() {}

    /** The texts by their place. */
    static Map<String, String> of(JsonNode initialization, Iterable<Tool> tools) {
        ModelTexts all = new ModelTexts();
        all.add("instructions of the server", initialization.path("instructions"));
        all.add("server", initialization.path("serverInfo"));
        tools.forEach(tool -> all.add("tool " + tool.shown(), tool.raw()));
        return all.texts;
    }

    private void add(String place, JsonNode node) {
        if (texts.size() >= MOST) {
            return;
        }
        if (node.isTextual()) {
            texts.put(place, node.asText());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(place + "/" + i, node.path(i));
            }
        } else if (node.isObject()) {
            node.fields().forEachRemaining(member -> {
                texts.putIfAbsent(place + ", a name", "");
                texts.merge(place + ", a name", member.getKey() + " ", String::concat);
                if (!member.getKey().equals("icons")) { // pictures are data by their nature
                    add(place + "/" + member.getKey(), member.getValue());
                }
            });
        }
    }
}
