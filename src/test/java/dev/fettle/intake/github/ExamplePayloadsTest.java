package dev.fettle.intake.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.forge.Identity;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GitHub's own examples, as they are and damaged in thousands of ways. */
class ExamplePayloadsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Identity US = new Identity("fettle[bot]", 424242, 0);
    private static final String SNAPSHOT = "which-event.txt";
    static final List<String> KNOWN = List.of(
            "push",
            "issues",
            "issue_comment",
            "workflow_run",
            "check_run",
            "check_suite",
            "status",
            "deployment_status",
            "pull_request",
            "pull_request_review",
            "repository",
            "installation",
            "installation_repositories",
            "ping");

    private final GitHubEvents events = new GitHubEvents();

    @Test
    void eachOfTheExamplesBecomesTheRightEvent() throws IOException {
        List<String> lines = new ArrayList<>();
        for (ExamplePayloads.Example example : ExamplePayloads.of("api.github.com")) {
            lines.add(example.name() + " " + shortly(read(example.event(), example.payload())));
        }

        assertThat(lines).hasSize(329);
        assertThat(String.join("\n", lines)).isEqualTo(snapshot());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.github.com", "ghes-31", "ghes-32", "ghes-33", "ghes-34", "ghes-35"})
    void noEditionOfGitHubSendsWhatWeCallMalformed(String edition) {
        for (ExamplePayloads.Example example : ExamplePayloads.of(edition)) {
            Event event = read(example.event(), example.payload());

            assertThat(event instanceof Event.Ignored ignored && ignored.reason() == IgnoreReason.MALFORMED)
                    .as("%s of %s: %s", example, edition, event)
                    .isFalse();
        }
    }

    @Test
    void aDamagedPayloadIsNeverAnError() throws IOException {
        Random random = new Random(329);
        for (ExamplePayloads.Example example : ExamplePayloads.of("api.github.com")) {
            for (int round = 0; round < 30; round++) {
                JsonNode damaged = example.payload().deepCopy();
                for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                    damage(damaged, random);
                }
                String event = round % 3 == 0 ? KNOWN.get(random.nextInt(KNOWN.size())) : example.event();
                byte[] body = JSON.writeValueAsBytes(damaged);
                if (round % 5 == 0) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                }

                assertThat(events.read(delivery(event, body), US))
                        .as("%s, round %s", example, round)
                        .isNotNull();
            }
        }
    }

    @Test
    void aPayloadSentUnderTheNameOfAnotherEventMakesNoWork() {
        for (ExamplePayloads.Example example : ExamplePayloads.of("api.github.com")) {
            for (String claimed : KNOWN) {
                if (!claimed.equals(example.event()) && !claimed.equals("ping")) {
                    assertThat(read(claimed, example.payload()))
                            .as("%s sent as %s", example, claimed)
                            .isInstanceOf(Event.Ignored.class);
                }
            }
        }
    }

    private Event read(String event, JsonNode payload) {
        try {
            return events.read(delivery(event, JSON.writeValueAsBytes(payload)), US);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Delivery delivery(String event, byte[] body) {
        return new Delivery("guid", "github", event, body, Instant.EPOCH);
    }

    private static String shortly(Event event) {
        if (event instanceof Event.Ignored ignored) {
            return "- " + ignored.reason() + " " + ignored.detail();
        }
        return event.toString()
                .replaceAll("origin=Origin\\[.*?\\], delivery=guid\\], ?", "")
                .replace('\n', ' ')
                .replaceAll("(body=.{0,30}).*", "$1");
    }

    /** Any node somewhere is taken away, doubled, or replaced by something of another type. */
    private static void damage(JsonNode root, Random random) {
        JsonNode at = root;
        while (true) {
            List<JsonNode> inner = new ArrayList<>();
            at.forEach(child -> {
                if (child instanceof ContainerNode && !child.isEmpty()) {
                    inner.add(child);
                }
            });
            if (inner.isEmpty() || random.nextInt(3) == 0) {
                break;
            }
            at = inner.get(random.nextInt(inner.size()));
        }
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(3) == 0) {
                object.remove(name);
            } else {
                object.set(name, anything(random));
            }
        } else if (at instanceof ArrayNode array && !array.isEmpty()) {
            array.set(random.nextInt(array.size()), anything(random));
        }
    }

    private static JsonNode anything(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.getNodeFactory().numberNode(-1);
            case 2 -> JSON.getNodeFactory().numberNode(new java.math.BigInteger("9".repeat(40)));
            case 3 -> JSON.getNodeFactory().numberNode(1.5e300);
            case 4 -> JSON.getNodeFactory().textNode("");
            case 5 -> JSON.getNodeFactory().textNode("--upload-pack=x\u0000\uD800\u202E\n../..");
            case 6 -> JSON.getNodeFactory().textNode("x".repeat(70_001));
            case 7 -> JSON.createArrayNode().add(1).add("a").addNull();
            case 8 -> JSON.createObjectNode().put("id", 1).put("login", 2);
            default -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
        };
    }

    private static String snapshot() throws IOException {
        try (InputStream in = ExamplePayloadsTest.class.getResourceAsStream(SNAPSHOT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
