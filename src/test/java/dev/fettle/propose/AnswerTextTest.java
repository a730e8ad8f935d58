package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.intake.Command;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers to commands. */
class AnswerTextTest {
    @Test
    void helpListsEveryCommand() {
        String help = AnswerText.help();
        for (Command.Verb verb : Command.Verb.values()) {
            assertThat(help).contains("`" + verb.usage() + "` | " + verb.help());
        }
        Snapshot.check("answer-help.md", help);
    }

    @Test
    void statusSaysHowItStands() {
        Snapshot.check(
                "answer-status.md",
                AnswerText.status(Samples.ticket(Map.of()))
                        + AnswerText.status(Samples.waiting(WaitingReason.NEEDS_APPROVAL)));
    }

    @Test
    void explainShowsTheAttempts() {
        List<Attempt> attempts = List.of(
                attempt(
                        1,
                        false,
                        "",
                        "NO_FIX_FOUND: No candidate makes the failing test pass without breaking another."),
                attempt(2, true, "'<' becomes '<='", ""));
        Snapshot.check("answer-explain.md", AnswerText.explain(Samples.ticket(Map.of()), attempts));
        Snapshot.check("answer-explain-nothing.md", AnswerText.explain(Samples.ticket(Map.of()), List.of()));
    }

    @Test
    void manyLongAttemptsStillMakeAShortAnswer() {
        String longer = "x".repeat(50_000);
        List<Attempt> attempts = Collections.nCopies(
                30, new Attempt(1, "ci_1700000000_4711", 1, "b", longer, longer, false, longer, Samples.NOON));
        assertThat(AnswerText.explain(Samples.ticket(Map.of()), attempts)).hasSizeLessThan(20_000);
    }

    @Test
    void withoutATicketItSaysHowToMakeOne() {
        Snapshot.check("answer-no-ticket.md", AnswerText.noTicket());
    }

    private static Attempt attempt(int number, boolean success, String changes, String error) {
        return new Attempt(
                number,
                "ci_1700000000_4711",
                number,
                "improvement/ci_1700000000_4711",
                changes,
                "{\"seconds\": 31.2}",
                success,
                error,
                Samples.NOON);
    }
}
