package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Difference;
import dev.fettle.repair.Observed;
import dev.fettle.repair.Patch;
import dev.fettle.repair.SampleProofs;
import dev.fettle.repair.Search;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.workspace.Changes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code fettle fix --json} says of the behaviours that were not chosen. */
class AttemptJsonTest {
    @Test
    void eachRunnerUpComesWithAnInputOnWhichItDiffers() {
        Candidate boundary = candidate("'>' becomes '>='");
        Candidate equality = candidate("'>' becomes '=='");
        Difference difference = new Difference("percent(11)", "10", "0\u202e\n", "10");

        JsonNode json = json(
                boundary,
                new Plausible(equality, 0.3, List.of(), List.of(candidate("in other words")), difference, null),
                new Plausible(equality, 0.2, List.of()));

        assertThat(json.get("runners_up")).hasSize(2);
        JsonNode first = json.get("runners_up").get(0);
        assertThat(first.get("summary").asText()).isEqualTo("'>' becomes '=='");
        assertThat(first.get("further_wordings").asInt()).isEqualTo(1);
        assertThat(first.get("difference").get("input").asText()).isEqualTo("percent(11)");
        assertThat(first.get("difference").get("chosen").asText()).isEqualTo("10");
        assertThat(first.get("difference").get("other").asText())
                .as("nothing hidden in it")
                .isEqualTo("0");
        assertThat(json.get("runners_up").get(1).get("difference").isNull()).isTrue();
    }

    @Test
    void whatTheChangeMadeDifferentInTheFailingTestIsToldAndNullWhereItWasNotSeen() {
        Candidate boundary = candidate("'>' becomes '>='");
        Observed seen = new Observed("percent(\u202e11)", "throws ArithmeticException", "0");
        Search search = new Search(
                List.of(new Plausible(boundary, 0.3, List.of(), List.of(), null, seen)),
                0.9,
                List.of(),
                1,
                1,
                1,
                Map.of(),
                List.of());
        ObjectNode json = new ObjectMapper().createObjectNode();

        AttemptJson.observed(json, search, boundary);
        assertThat(json.get("observed").get("call").asText()).isEqualTo("percent(11)");
        assertThat(json.get("observed").get("before").asText()).isEqualTo("throws ArithmeticException");
        assertThat(json.get("observed").get("after").asText()).isEqualTo("0");

        AttemptJson.observed(json, search, candidate("another"));
        assertThat(json.get("observed").isNull()).isTrue();
    }

    private static JsonNode json(Candidate chosen, Plausible... others) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        AttemptJson.patch(
                json,
                new Patch(
                        Changes.modified("A.java", "a\n", "b\n"),
                        SampleProofs.redGreen(List.of(), 3),
                        chosen,
                        "template",
                        0.9,
                        List.of(others),
                        null));
        return json;
    }

    private static Candidate candidate(String summary) {
        return new Candidate(1, "relational-operator", List.of(), "A.java", 3, 0.5, summary);
    }
}
