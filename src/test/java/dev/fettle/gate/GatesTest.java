package dev.fettle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.Changes;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What all verdicts together come to. */
class GatesTest {
    private record Fixed(String id, Supplier<Outcome> outcome) implements Gate {
        @Override
        public String summary() {
            return "Says what the test wants.";
        }

        @Override
        public Verdict judge(GateInput input) {
            return new Verdict(id, outcome.get(), "title", "", List.of());
        }
    }

    @Test
    void aGateThatThrowsIsAnErrorAndStopsOnlyWhenRequired() {
        Gate broken = new Fixed("broken", () -> {
            throw new IllegalStateException("the message may hold anything");
        });
        GateReport required = judge(Set.of("broken"), broken, gate("fine", Outcome.PASS));
        assertThat(required.passed()).isFalse();
        assertThat(required.stopping()).extracting(Verdict::gate).containsExactly("broken");
        assertThat(required.verdicts().get(0).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(required.verdicts().get(0).title())
                .contains("IllegalStateException")
                .doesNotContain("anything");
        assertThat(required.verdicts().get(1).outcome())
                .as("the others still ran")
                .isEqualTo(Outcome.PASS);

        assertThat(judge(Set.of(), broken).passed()).isTrue();
    }

    @Test
    void onlyARequiredFailureStops() {
        assertThat(judge(Set.of("a"), gate("a", Outcome.FAIL)).passed()).isFalse();
        assertThat(judge(Set.of("b"), gate("a", Outcome.FAIL), gate("b", Outcome.WARN))
                        .passed())
                .isTrue();
    }

    @Test
    void whatDoesNotApplyIsNotCounted() {
        GateReport report = judge(
                Set.of("a", "c"),
                gate("a", Outcome.PASS),
                gate("b", Outcome.WARN),
                gate("c", Outcome.SKIPPED),
                gate("d", Outcome.FAIL));
        assertThat(report.passes()).isEqualTo(2);
        assertThat(report.applicable()).isEqualTo(3);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void aRequiredGateThatIsNotThereStops() {
        GateReport report = judge(Set.of("a", "mcp-doctor"), gate("a", Outcome.PASS));
        assertThat(report.passed()).isFalse();
        assertThat(report.stopping()).extracting(Verdict::gate).containsExactly("mcp-doctor");
    }

    @Test
    void aWaiverCountsForItsPatchOnly() {
        GateInput change = Judged.persons(Changes.added("a.txt", "x\n"));
        GateInput another = Judged.persons(Changes.added("a.txt", "y\n"));
        Waiver waiver = new Waiver("a", Waiver.patchOf(change.change()), "wil", "it is meant so");
        Gates gates = new Gates(List.of(gate("a", Outcome.FAIL), gate("b", Outcome.PASS)), Set.of("a", "b"))
                .waiving(List.of(waiver));

        assertThat(gates.judge(change).passed()).isTrue();
        assertThat(gates.judge(change).waived()).isEqualTo(1);
        assertThat(gates.judge(change).passes()).as("waived is not passed").isEqualTo(1);
        assertThat(gates.judge(another).passed()).isFalse();
        assertThat(gates.judge(another).waivers()).isEmpty();
    }

    @Test
    void someThingsNobodyCanWaive() {
        GateInput change = Judged.persons(Changes.added("a.txt", "x\n"));
        String patch = Waiver.patchOf(change.change());
        for (String id : List.of("tests", "secret-scan")) {
            Gates gates = new Gates(List.of(gate(id, Outcome.FAIL)), Set.of(id))
                    .waiving(List.of(new Waiver(id, patch, "wil", "it is meant so")));
            assertThat(gates.judge(change).passed()).as(id).isFalse();
        }
        Verdict size = new Verdict("policy", Outcome.FAIL, "400 changed lines", "", List.of());
        Verdict path = new Verdict(
                "policy",
                Outcome.FAIL,
                "1 protected path changed",
                "",
                List.of(new Verdict.Finding(".github/x.yml", 1, "protected-path", "protected")));
        assertThat(Waiver.impossible(size)).isEmpty();
        assertThat(Waiver.impossible(path)).isPresent();
    }

    private static Gate gate(String id, Outcome outcome) {
        return new Fixed(id, () -> outcome);
    }

    private static GateReport judge(Set<String> required, Gate... gates) {
        return new Gates(List.of(gates), required).judge(Judged.persons(Changes.added("a.txt", "x\n")));
    }
}
