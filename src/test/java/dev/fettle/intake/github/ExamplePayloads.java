package dev.fettle.intake.github;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GitHub's own example payloads, from the npm package {@code @octokit/webhooks-examples}. */
public final class ExamplePayloads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExamplePayloads() {}

    /** One payload; {@code name} is its event with its index there, such as {@code issues#3}. */
    public record Example(String name, String event, JsonNode payload) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All payloads of one edition ({@code api.github.com}, {@code ghes-35}, …); skips the test when the package is not installed. */
    public static List<Example> of(String edition) {
        Path file = Path.of(System.getProperty("fettle.npm", "node_modules"))
                .resolve("@octokit/webhooks-examples")
                .resolve(edition)
                .resolve("index.json");
        assumeTrue(Files.isRegularFile(file), "npm package @octokit/webhooks-examples is not installed");
        List<Example> examples = new ArrayList<>();
        try {
            for (JsonNode event : JSON.readTree(file.toFile())) {
                String name = event.path("name").asText();
                int index = 0;
                for (JsonNode payload : event.path("examples")) {
                    examples.add(new Example(name + "#" + index++, name, payload));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return examples;
    }
}
