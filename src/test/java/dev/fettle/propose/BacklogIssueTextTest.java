package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.intake.Command;
import dev.fettle.propose.QueuePart.Kind;
import dev.fettle.propose.QueuePart.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The issue that mirrors the backlog, and what is ticked on it. */
class BacklogIssueTextTest {
    private static Ticket ticket(
            String id, String title, Status status, @Nullable WaitingReason waiting, Map<String, String> metadata) {
        Ticket like = Samples.ticket(Map.of());
        return new Ticket(
                id,
                like.repository(),
                id,
                title,
                "",
                Category.BUG_FIX,
                Priority.HIGH,
                status,
                List.of(),
                "",
                "",
                List.of(),
                4,
                3,
                waiting,
                metadata,
                1,
                Samples.NOON,
                Samples.NOON);
    }

    private static QueuePart part(Kind kind, int all, Row... rows) {
        return new QueuePart(kind, List.of(rows), all);
    }

    private static List<QueuePart> everything() {
        return List.of(
                part(
                        Kind.NEEDS_YOU,
                        4,
                        new Row(
                                ticket(
                                        "ci_1700000000_0001",
                                        "RangeTest#endIsInclusive is red on main",
                                        Status.READY,
                                        null,
                                        Map.of("pull_request", "18")),
                                ""),
                        new Row(
                                ticket(
                                        "exception_1700000000_0002",
                                        "NullPointerException in Cart.total",
                                        Status.OPEN,
                                        WaitingReason.REPORTED,
                                        Map.of()),
                                ""),
                        new Row(
                                ticket(
                                        "issue_1700000000_0003",
                                        "Dates look odd",
                                        Status.OPEN,
                                        WaitingReason.NEEDS_INFO,
                                        Map.of("issue", "12")),
                                "")),
                part(
                        Kind.IN_PROGRESS,
                        1,
                        new Row(ticket("ci_1700000000_0004", "OrderTest is red", Status.TESTING, null, Map.of()), "")),
                part(
                        Kind.WAITING,
                        1,
                        new Row(
                                ticket(
                                        "issue_1700000000_0005",
                                        "Wrong VAT",
                                        Status.OPEN,
                                        WaitingReason.DEFERRED,
                                        Map.of("issue", "14")),
                                "")),
                part(
                        Kind.OPEN,
                        1,
                        new Row(ticket("perf_1700000000_0006", "Slow search", Status.OPEN, null, Map.of()), "")),
                part(
                        Kind.GIVEN_UP,
                        1,
                        new Row(
                                ticket(
                                        "issue_1700000000_0007",
                                        "Flicker",
                                        Status.FAILED,
                                        WaitingReason.ABSTAINED,
                                        Map.of("issue", "9")),
                                "no candidate passed all tests")),
                part(
                        Kind.REJECTED,
                        1,
                        new Row(
                                ticket("feedback_1700000000_0008", "Dark mode", Status.REJECTED, null, Map.of()),
                                "rejected by ann: not wanted")));
    }

    @Test
    void readsAsItShould() {
        String text = BacklogIssueText.body(everything());
        Snapshot.check("backlog-issue.md", text);
        Snapshot.check("backlog-issue-comment.md", BacklogIssueText.comment(text));
    }

    @Test
    void nothingInItIsTickedByItself() {
        assertThat(BacklogIssueText.ticked(BacklogIssueText.body(everything()))).isEmpty();
    }

    @Test
    void aTickSaysWhichCommandForWhichTicket() {
        String text = BacklogIssueText.body(everything())
                .replace("- [ ] approve `exception", "- [x] approve `exception")
                .replace("- [ ] retry `issue_1700000000_0007`", "- [X] retry `issue_1700000000_0007`\r");

        assertThat(BacklogIssueText.ticked(text))
                .containsExactly(
                        new BacklogTick(Command.Verb.APPROVE, "exception_1700000000_0002"),
                        new BacklogTick(Command.Verb.RETRY, "issue_1700000000_0007"));
    }

    @Test
    void onlyTheBoxesThatAreOfferedAreBoxes() {
        assertThat(BacklogIssueText.ticked("- [x] waive `ci_1`\n- [x] approve ci_1\n- [x] approve ``\n- [x] approve `"
                        + "\n[x] approve `ci_1`\ntext - [x] approve `ci_1`"))
                .isEmpty();
    }

    @Test
    void inACommentThereAreNoBoxes() {
        assertThat(BacklogIssueText.comment(BacklogIssueText.body(everything())))
                .contains("NullPointerException in Cart.total")
                .doesNotContain("- [ ]", "Tick a box");
    }

    @Test
    void noForeignTextTicksABoxOrIsMoreThanText() {
        HostileTexts.stream(11, 1_000).forEach(text -> {
            Row open = new Row(ticket("ci_1700000000_0001", text, Status.OPEN, null, Map.of("issue", text)), "");
            Row failed =
                    new Row(ticket("ci_1700000000_0002", text, Status.FAILED, WaitingReason.ABSTAINED, Map.of()), text);
            Row rejected = new Row(ticket("ci_1700000000_0003", text, Status.REJECTED, null, Map.of()), text);
            String body = BacklogIssueText.body(List.of(
                    part(Kind.OPEN, 1, open), part(Kind.GIVEN_UP, 1, failed), part(Kind.REJECTED, 1, rejected)));
            Rendered.of(body).assertHarmless(Map.of());
            assertThat(BacklogIssueText.ticked(body)).as(text).isEmpty();
            assertThat(BacklogIssueText.ticked(body + "\n- [x] " + text))
                    .as(text)
                    .hasSizeLessThanOrEqualTo(1);
        });
    }

    @Test
    void aTitleThatLooksLikeABoxIsNone() {
        String title = "x`\n  - [x] reject `ci_1700000000_0001";
        Row row = new Row(ticket("ci_1700000000_0001", title, Status.OPEN, null, Map.of()), "");

        assertThat(BacklogIssueText.ticked(BacklogIssueText.body(List.of(part(Kind.OPEN, 1, row)))))
                .isEmpty();
    }

    @Test
    void howeverMuchThereIsTheForgeTakesIt() {
        String wide = "@\uD83D\uDE00`#1 ".repeat(50);
        List<Row> rows = IntStream.range(0, 100)
                .mapToObj(i -> new Row(
                        ticket("manual_" + "x".repeat(150) + i, wide, Status.FAILED, WaitingReason.ABSTAINED, Map.of()),
                        wide))
                .toList();
        String text = BacklogIssueText.body(
                List.of(new QueuePart(Kind.GIVEN_UP, rows, 20_000), new QueuePart(Kind.REJECTED, rows, 30_000)));

        assertThat(text).hasSizeLessThanOrEqualTo(BacklogIssueText.LONGEST).contains(" more\n", "(20000)", "(30000)");
    }
}
