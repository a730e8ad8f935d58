package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException.Mistake;
import dev.fettle.build.TestOutcome;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.PullReview;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Difference;
import dev.fettle.repair.Observed;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.SampleProofs;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.repair.Suspect;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.CommitStyle;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Kind;
import dev.fettle.workspace.FileChange.Line;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Ten thousand hostile strings through every place where foreign text goes: rendered, they are text and nothing else (threat 27). */
class HostileTextTest {
    private static final CommitStyle CONVENTIONAL =
            new CommitStyle(new CommitStyle.Conventional(Set.of()), false, true);
    private static final int STRINGS = 10_000;
    /** Whole documents cost more to render: every string goes through the parts they are made of, every tenth through the documents. */
    private static final int DOCUMENTS = 1_000;

    private static final Pattern LIVE_IN_COMMIT = Pattern.compile(
            "@[\\p{Alnum}_-]|#\\d|(?i)(?<![\\p{Alnum}])GH-\\d|://|\\[skip ci\\]|(?i)\\b(fix(e[sd])?|close[sd]?|resolve[sd]?):?\\s+(\\S*#\\d|GH-\\d|https?://)");

    @Test
    void inlineCode() {
        HostileTexts.stream(1, STRINGS)
                .forEach(text -> Rendered.of("before " + Markdown.code(text, 200) + " after\n")
                        .assertHarmless(Map.of()));
    }

    @Test
    void aCellOfATableStaysOneCell() {
        HostileTexts.stream(2, STRINGS).forEach(text -> {
            String table = "| a | b |\n|---|---|\n| " + Markdown.cell(text, 200) + " | end |\n";
            Rendered rendered = Rendered.of(table);
            rendered.assertHarmless(Map.of());
            assertThat(rendered.text()).as(table).contains("end");
            assertThat(table.split("(?<!\\\\)\\|", -1)).as(table).hasSize(10);
        });
    }

    @Test
    void proseWithForeignWords() {
        HostileTexts.stream(3, STRINGS).forEach(text -> {
            Rendered.of("Reason: " + Markdown.prose(text, 300) + ".\n").assertHarmless(Map.of());
            Rendered.of(Markdown.prose(text, 300) + "\n").assertHarmless(Map.of());
        });
    }

    @Test
    void aBlockEndsWhereItShould() {
        HostileTexts.stream(4, STRINGS).forEach(text -> {
            Rendered rendered = Rendered.of("before\n\n" + Markdown.block("text", text, 500) + "\nafter\n");
            rendered.assertHarmless(Map.of());
            assertThat(rendered.text().strip()).as(text).isEqualTo("before\n\nafter");
        });
    }

    @Test
    void aPlaceInAFile() {
        HostileTexts.stream(5, STRINGS)
                .forEach(text ->
                        Rendered.of("- " + Markdown.place(text, 3, 60) + "\n").assertHarmless(Map.of()));
    }

    @Test
    void pullRequests() {
        HostileTexts.stream(6, DOCUMENTS).forEach(text -> {
            String body = PullRequestText.body(proposal(text));
            Rendered rendered = Rendered.of(body);
            rendered.assertHarmless(Map.of("issue", "17"));
            assertThat(rendered.tags("<details>")).isOne();
            assertThat(rendered.tags("</details>")).isOne();
            assertThat(body.length()).isLessThanOrEqualTo(PullRequestText.LONGEST);
        });
    }

    @Test
    void titlesAndCommitMessages() {
        HostileTexts.stream(7, STRINGS).forEach(text -> {
            Patch patch = patch(text);
            String title = CommitText.title(Samples.ticket(Map.of()), patch, CONVENTIONAL);
            assertThat(title)
                    .hasSizeLessThanOrEqualTo(72)
                    .startsWith("fix: correct ")
                    .doesNotContain("\n");
            String message = CommitText.message(
                    Samples.ticket(Map.of()), patch, CONVENTIONAL, "Fettle", "fettle@example.invalid");
            String foreign = message.replace("Signed-off-by: Fettle <fettle@example.invalid>\n", "");
            assertThat(LIVE_IN_COMMIT.matcher(foreign).results().map(one -> one.group()))
                    .as(message)
                    .isEmpty();
            assertThat(message).as("no hidden characters").doesNotContainPattern("[\\p{Cf}\\p{Cc}&&[^\\n]]");
            String trailers = message.substring(message.lastIndexOf("\n\n"));
            assertThat(trailers).as(message).startsWith("\n\nFettle-Ticket: ci_1700000000_4711\nFettle-Rule: ");
            assertThat(trailers.lines()).hasSize(5);
        });
    }

    @Test
    void statusComments() {
        HostileTexts.stream(8, DOCUMENTS).forEach(text -> {
            List<Suspect> suspects = List.of(new Suspect(text, 3, 0.5, text));
            for (Story.Outcome outcome : List.of(
                    new Story.Outcome.Waiting(WaitingReason.NEEDS_INFO, text),
                    new Story.Outcome.Proposed("https://forge.example/1", text),
                    new Story.Outcome.Suggested(text),
                    new Story.Outcome.Abstained(RepairReason.NOT_RED, Stage.REPRODUCE, text, suspects),
                    new Story.Outcome.Failed(RepairReason.INTERNAL, Stage.PATCH, text),
                    new Story.Outcome.Rejected(text))) {
                Story story = new Story(Samples.ticket(Map.of()), text, List.of(), outcome);
                Rendered.of(StatusCommentText.body(story)).assertHarmless(Map.of("url", "https://forge.example/1"));
            }
        });
    }

    @Test
    void checkRuns() {
        HostileTexts.stream(9, DOCUMENTS).forEach(text -> {
            Verdict verdict =
                    new Verdict("policy", Outcome.FAIL, text, text, List.of(new Finding(text, 0, "kind", text)));
            GateReport report = new GateReport(List.of(verdict), Samples.REQUIRED);
            for (CheckRun check : CheckText.of(Samples.HEAD, report, Samples.oneLine())) {
                Rendered.of(check.summary()).assertHarmless(Map.of());
                assertThat(check.title()).hasSizeLessThanOrEqualTo(255).doesNotContain("\n", "\u202e", "\u001b");
            }
        });
    }

    @Test
    void answers() {
        HostileTexts.stream(10, DOCUMENTS).forEach(text -> {
            Attempt attempt = new Attempt(1, "ci_1700000000_4711", 1, text, text, text, false, text, Samples.NOON);
            Rendered.of(AnswerText.explain(Samples.ticket(Map.of()), List.of(attempt)))
                    .assertHarmless(Map.of());
        });
    }

    @Test
    void reviewsOfPeoplesPullRequests() {
        HostileTexts.stream(11, DOCUMENTS).forEach(text -> {
            Verdict verdict = new Verdict(
                    "policy",
                    Outcome.WARN,
                    text,
                    text,
                    List.of(new Finding(text, 12, "kind", text), new Finding(text, 0, text, text)));
            GateReport report = new GateReport(List.of(verdict), Samples.REQUIRED);
            PullReview review =
                    ReviewText.of(17, Samples.HEAD, report, patch(text).change());
            Rendered.of(review.body()).assertHarmless(Map.of());
            assertThat(review.remarks()).isNotEmpty();
            review.remarks().forEach(remark -> Rendered.of(remark.text()).assertHarmless(Map.of()));
        });
    }

    @Test
    void mistakesInSettings() {
        HostileTexts.stream(12, DOCUMENTS).forEach(text -> {
            CheckRun check = ConfigurationText.check(
                    Samples.HEAD,
                    List.of(
                            new Mistake(RepositorySettings.PATH, 1, text),
                            new Mistake(RepositorySettings.PATH, 0, text)),
                    List.of(text),
                    List.of());
            Rendered.of(check.summary()).assertHarmless(Map.of());
            assertThat(check.annotations())
                    .allSatisfy(one -> assertThat(one.message()).doesNotContain("\u202e", "\u001b"));
        });
    }

    private static Proposal proposal(String text) {
        Patch patch = patch(text);
        GateReport gates = new GateReport(
                List.of(Samples.verdict("tests", Outcome.PASS, text), Samples.verdict("policy", Outcome.WARN, text)),
                Samples.REQUIRED);
        return Samples.proposal(
                Samples.ticket(Map.of("issue", "17")),
                patch,
                gates,
                Samples.search(patch, text, new Observed(text, text, text + "?")));
    }

    private static Patch patch(String text) {
        TestOutcome red = SampleProofs.red("com.acme." + text + "#" + text, text, text, text);
        Candidate candidate = new Candidate(1, "relational-operator", List.of(), text + ".java", 12, 0.8, text);
        Change change = new Change(
                Samples.BASE,
                "",
                List.of(new FileChange(
                        text,
                        Kind.MODIFIED,
                        text,
                        text,
                        List.of(new Line(12, text)),
                        List.of(new Line(12, text)),
                        text)));
        return new Patch(
                change,
                SampleProofs.redGreen(List.of(red), 3),
                candidate,
                "templates",
                0.9,
                List.of(new Plausible(
                        candidate, 0.4, List.of(text), List.of(), new Difference(text, text, text, text), null)),
                new WrittenTest(text, text, red.id(), text));
    }
}
