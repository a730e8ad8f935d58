package dev.fettle.propose;

import dev.fettle.backlog.WaitingReason;
import dev.fettle.propose.Story.Outcome;
import dev.fettle.propose.Story.StageTime;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Suspect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one comment on an issue, in every outcome. */
class StatusCommentTextTest {
    private static final List<StageTime> SOME = List.of(
            new StageTime(Stage.CHECKOUT, Duration.ofMillis(830)),
            new StageTime(Stage.PREPARE, Duration.ofSeconds(12)),
            new StageTime(Stage.REPRODUCE, Duration.ofSeconds(185)));

    @ParameterizedTest(name = "{0}")
    @MethodSource("outcomes")
    void readsAsItShould(String name, List<StageTime> stages, Outcome outcome) {
        Story story = new Story(
                Samples.ticket(Map.of()), "the test RangeTest#endIsInclusive, red in CI on main", stages, outcome);
        String text = StatusCommentText.body(story);
        Rendered.of(text).assertHarmless(Map.of("url", "https://forge.example/acme/pricing/pulls/18"));
        Snapshot.check("status-" + name + ".md", text);
    }

    static Stream<Object[]> outcomes() {
        List<Suspect> suspects = List.of(
                new Suspect(Samples.PATH, 12, 0.91, "on the stack of what was thrown"),
                new Suspect(
                        Samples.PATH, 30, 0.4, "changed lately; covered by 1 of 1 failing and 9 of 211 passing tests"));
        List<StageTime> working = List.of(SOME.get(0), SOME.get(1), new StageTime(Stage.REPRODUCE, null));
        return Stream.of(
                row("queued", List.of(), new Outcome.Queued(3, false, "ci_1760000000_0001", 2, Duration.ofMinutes(20))),
                row("working", working, new Outcome.Working()),
                row("waiting-approval", List.of(), new Outcome.Waiting(WaitingReason.NEEDS_APPROVAL, "")),
                row(
                        "waiting-info",
                        List.of(),
                        new Outcome.Waiting(
                                WaitingReason.NEEDS_INFO, "Which input makes it fail? Please paste the stack trace.")),
                row("waiting-mode", List.of(), new Outcome.Waiting(WaitingReason.OBSERVE_ONLY, "")),
                row("stopped", List.of(), new Outcome.Stopped(WaitingReason.SWITCHED_OFF)),
                row("taken-over", SOME, new Outcome.Stopped(WaitingReason.TAKEN_OVER)),
                row(
                        "proposed",
                        SOME,
                        new Outcome.Proposed(
                                "https://forge.example/acme/pricing/pulls/18", "Correct Range: '<' becomes '<='")),
                row("suggested", SOME, new Outcome.Suggested(Samples.oneLine().unifiedDiff())),
                row(
                        "abstained",
                        SOME,
                        new Outcome.Abstained(
                                RepairReason.RIGHT_BEHAVIOUR_UNKNOWN,
                                Stage.REPRODUCE,
                                "java.lang.IllegalStateException at Range.merge:30 is thrown for (null, 3)",
                                suspects)),
                row(
                        "failed",
                        SOME,
                        new Outcome.Failed(
                                RepairReason.ENVIRONMENT, Stage.REPRODUCE, "cannot fetch com.acme:base:1.0")),
                row("applied", SOME, new Outcome.Applied()),
                row("rejected", SOME, new Outcome.Rejected("we drop this class next week")));
    }

    private static Object[] row(String name, List<StageTime> stages, Outcome outcome) {
        return new Object[] {name, stages, outcome};
    }
}
