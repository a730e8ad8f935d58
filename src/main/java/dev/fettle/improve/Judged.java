package dev.fettle.improve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.backlog.Attempt;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Waiver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the gates said of an attempt's patch, read back from what {@link AttemptJson} wrote.
 *
 * @param patch which patch, see {@link Waiver#patchOf}
 */
record Judged(String patch, GateReport report) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty when the attempt got to no patch that was judged. */
    static Optional<Judged> of(Attempt attempt) {
        JsonNode root;
        try {
            root = JSON.readTree(attempt.testResults());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the results of attempt " + attempt.id() + " are not JSON", e);
        }
        String patch = root.path("patch_id").asText("");
        if (patch.isEmpty()) {
            return Optional.empty();
        }
        List<Verdict> verdicts = new ArrayList<>();
        Set<String> required = new HashSet<>();
        List<Waiver> waivers = new ArrayList<>();
        for (JsonNode gate : root.path("gates")) {
            verdicts.add(verdict(gate));
            String id = gate.path("gate").asText();
            if (gate.path("required").asBoolean()) {
                required.add(id);
            }
            if (gate.has("waived_by")) {
                waivers.add(new Waiver(
                        id,
                        patch,
                        gate.path("waived_by").asText(),
                        gate.path("waived_because").asText()));
            }
        }
        return Optional.of(new Judged(patch, new GateReport(verdicts, required, waivers)));
    }

    Optional<Verdict> verdict(String gate) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.gate().equals(gate))
                .findFirst();
    }

    private static Verdict verdict(JsonNode gate) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode finding : gate.path("findings")) {
            findings.add(new Finding(
                    finding.path("path").asText(),
                    finding.path("line").asInt(),
                    finding.path("kind").asText(),
                    finding.path("message").asText()));
        }
        return new Verdict(
                gate.path("gate").asText(),
                Verdict.Outcome.valueOf(gate.path("outcome").asText()),
                gate.path("title").asText(),
                gate.path("detail").asText(),
                findings);
    }
}
