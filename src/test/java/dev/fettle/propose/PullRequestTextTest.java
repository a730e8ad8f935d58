package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestOutcome;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Cost;
import dev.fettle.repair.Difference;
import dev.fettle.repair.NearMiss;
import dev.fettle.repair.Observed;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.RuleCount;
import dev.fettle.repair.SampleProofs;
import dev.fettle.repair.Search;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import dev.fettle.workspace.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a reviewer reads. Each text is kept as a file; see {@link Snapshot} for how a new one is accepted. */
class PullRequestTextTest {
    private static final Map<String, String> ISSUE = Map.of("issue", "17");

    @Test
    void oneRedTestBecomesGreen() {
        check("pr-one-test.md", Samples.proposal(Samples.patch(List.of(Samples.END)), ISSUE));
    }

    @Test
    void theRunThatWasRedTheTicketsPageAndWhatGatesSaidAreShownEscaped() {
        Proposal one = Samples.proposal(
                Samples.patch(List.of(Samples.END)),
                Map.of("run_url", "https://forge.example/acme/pricing/actions/runs/7"));
        GateReport gates = one.gates()
                .with(new Verdict(
                        "tests",
                        Verdict.Outcome.WARN,
                        "1 found",
                        "Says <img src=x> @ann",
                        List.of(new Verdict.Finding("src/A.java", 3, "x", "**bold** [link](http://evil)"))));
        Proposal shown = around(one, gates, "https://fettle.example/tickets/ci_1");
        String text = PullRequestText.body(shown);

        assertThat(text)
                .contains(
                        "[CI run](https://forge.example/acme/pricing/actions/runs/7)",
                        "](https://fettle.example/tickets/ci_1)",
                        "**Limits in force**: 2 attempts a ticket.",
                        "- before the change, red: `git checkout " + Samples.HEAD + " && git checkout " + Samples.BASE,
                        "- with it, green: `git checkout " + Samples.HEAD,
                        "`fettle/tests`: Says \\<img src=x\\>",
                        "`src/A.java:3` \\*\\*bold\\*\\*")
                .doesNotContain("](http://evil", "@ann");
    }

    @Test
    void anAddressThatIsNoneIsNotShown() {
        Proposal one = Samples.proposal(
                Samples.patch(List.of(Samples.END)), Map.of("run_url", "https://x.example/a) [click](http://evil"));

        assertThat(PullRequestText.body(around(one, one.gates(), "javascript:alert(1)")))
                .doesNotContain("evil", "javascript");
    }

    private static Proposal around(Proposal one, GateReport gates, String page) {
        return new Proposal(
                one.ticket(),
                one.patch(),
                one.reproduction(),
                one.search(),
                gates,
                one.risk(),
                one.base(),
                one.head(),
                one.stages(),
                false,
                new Proposal.Around(page, List.of("2 attempts a ticket")));
    }

    @Test
    void severalTestsBecomeGreen() {
        List<TestOutcome> red = List.of(
                Samples.END,
                SampleProofs.red(
                        "com.acme.pricing.RangeTest#touchingRangesMeet(Range, Range)[3]",
                        "java.lang.IllegalStateException",
                        "no price for 10",
                        ""),
                SampleProofs.red("com.acme.pricing.PriceListTest#lastDay", "java.lang.NullPointerException", "", ""),
                SampleProofs.red("com.acme.pricing.PriceListTest#leapDay", "java.lang.NullPointerException", "", ""),
                SampleProofs.red("com.acme.pricing.PriceListTest#newYear", "java.lang.NullPointerException", "", ""));
        check("pr-several-tests.md", Samples.proposal(Samples.patch(red), Map.of()));
    }

    @Test
    void aTestWrittenFromATraceIsShownAsSuch() {
        String path = "src/test/java/com/acme/pricing/RangeReproductionTest.java";
        WrittenTest written = new WrittenTest(
                path,
                "class RangeReproductionTest {}\n",
                Samples.END.id(),
                "Range.contains(null) throws as in the trace; its Javadoc promises false for null.");
        Change change = Changes.none()
                .modify(Samples.PATH, "a\nb\n", "a\nif (x == null) {\n    return false;\n}\nb\n")
                .add(path, written.source())
                .change();
        Patch patch = Samples.patch(
                change,
                SampleProofs.redGreen(List.of(Samples.END), 211),
                "adds 'if (x == null) { return false; }'",
                List.of(),
                written);
        check("pr-written-test.md", Samples.proposal(patch, ISSUE));
    }

    @Test
    void otherCandidatesThatPassedAreListed() {
        Patch patch = Samples.patch(
                Samples.oneLine(),
                SampleProofs.redGreen(List.of(Samples.END), 6),
                "'<' becomes '<='",
                List.of(
                        Samples.plausible(12, "'value < to' becomes 'value < to || value == to'"),
                        Samples.plausible(
                                9, "removes 'to--;'", new Difference("contains(10)", "true", "false", "false"))),
                null);
        Proposal plain = Samples.proposal(patch, Map.of());
        Search seen = Samples.search(
                patch,
                "covered by 1 of 1 failing and 2 of 211 passing tests",
                new Observed("contains(10)", "false", "true"));
        check("pr-runners-up.md", Samples.proposal(plain.ticket(), patch, plain.gates(), seen));
    }

    @Test
    void whatAModelCostIsSaid() {
        Proposal free = Samples.proposal(Samples.patch(List.of(Samples.END)), Map.of());
        Search search = free.search();
        Search dear = new Search(
                search.plausible(),
                search.confidence(),
                search.suspects(),
                search.generated(),
                search.compiled(),
                search.tried(),
                search.spent(),
                search.notes(),
                List.of(),
                List.of(),
                new Cost("some-model", 12_345, 0.417));

        assertThat(PullRequestText.body(free)).contains(", no model, cost 0\n");
        assertThat(PullRequestText.body(Samples.proposal(free.ticket(), free.patch(), free.gates(), dear)))
                .contains(", model `some-model`, 12,345 tokens, cost $0.42\n");
    }

    @Test
    void whatIsMergedWithoutAPersonSaysSoInOneLine() {
        Proposal proposal = Samples.proposal(Samples.patch(List.of(Samples.END)), ISSUE);
        String usual = PullRequestText.body(proposal);
        String merging = PullRequestText.body(Samples.mergingItself(proposal));

        assertThat(usual).doesNotContain("Merges itself");
        assertThat(merging.lines().filter(line -> line.startsWith("**Merges itself**")))
                .singleElement()
                .satisfies(line -> assertThat(Visible.of(line).lines()).isOne());
    }

    @Test
    void findingsOfARuleAreGone() {
        Patch patch = Samples.patch(
                Samples.oneLine(), SampleProofs.findingsGone("EmptyCatch", 3, 2), "'a' becomes 'b'", List.of(), null);
        check("pr-findings-gone.md", Samples.proposal(patch, ISSUE));
    }

    @Test
    void aLongHostileMessageOnlyEverIsText() {
        String hostile =
                "![x](https://evil.example/p.png) @acme/admins fixes #1 closes acme/pricing#2 GH-3 <img src=x onerror=alert(1)>"
                        + " `break` ``` | cell | \u202Eesrever\u202C <!-- fettle:ticket:other --> "
                        + "long ".repeat(2_000);
        TestOutcome red = SampleProofs.red("com.acme.EvilTest#`@all` | #1", "x.Evil", hostile, hostile);
        Patch patch =
                Samples.patch(Samples.oneLine(), SampleProofs.redGreen(List.of(red), 3), hostile, List.of(), null);
        check("pr-hostile-message.md", Samples.proposal(patch, ISSUE));
    }

    @Test
    void aHugeTraceDoesNotMakeAHugeText() {
        StringBuilder trace = new StringBuilder("java.lang.StackOverflowError\n");
        for (int i = 0; i < 5_000; i++) {
            trace.append("\tat com.acme.pricing.Range.contains(Range.java:")
                    .append(i)
                    .append(")\n");
        }
        TestOutcome red =
                SampleProofs.red("com.acme.RangeTest#deep", "java.lang.StackOverflowError", "", trace.toString());
        check("pr-huge-trace.md", Samples.proposal(Samples.patch(List.of(red)), Map.of()));
    }

    @Test
    void everythingAtItsLongestStillHoldsTheLimits() {
        Proposal proposal = Samples.mergingItself(longest("w".repeat(300) + " " + "x y".repeat(3_000)));
        String text = PullRequestText.body(proposal);
        assertLimits(text);
        assertThat(text).contains("**Why.**", "**Proof**", "**Risk", "**Review in 60 seconds.**", "**Undo**");
    }

    @Test
    void aCommandThatStandsTwiceIsCutBeforeAnythingElse() {
        TestOutcome red = SampleProofs.red(
                "com.acme.pricing.seasonal.RangeOfDatesTest#theLastDayOfTheSeasonIsOneOfItsDays",
                "org.opentest4j.AssertionFailedError",
                "the last day is not in it",
                "");
        Patch patch = Samples.patch(
                Samples.oneLine(),
                SampleProofs.redGreen(List.of(red), 211),
                "'value >= from && value < to' becomes 'value >= from && (value < to || value == to)'",
                List.of(Samples.plausible(12, "another")),
                null);
        Proposal proposal = Samples.proposal(patch, ISSUE);
        String top = PullRequestText.body(proposal);
        assertThat(top)
                .contains("the last day is not in it` | green |  |")
                .contains("also passed every test (+0.5)", "speed under load.", "| `mvn test` |")
                .containsPattern("\\*\\*Reproduce\\*\\* `git checkout \\w+ && mvn -q test -Dtest=");
    }

    @Test
    void aTextFullOfBackTicksStillHoldsTheLimits() {
        assertLimits(PullRequestText.body(Samples.mergingItself(longest("`".repeat(20_000)))));
    }

    @Test
    void everyRuleHasItsOwnQuestion() throws Exception {
        try (var pages = java.nio.file.Files.list(java.nio.file.Path.of("docs/rules"))) {
            List<String> without = pages.map(
                            page -> page.getFileName().toString().replace(".md", ""))
                    .filter(rule -> !ReviewQuestion.knows(rule))
                    .toList();
            assertThat(without).as("rules without a question for the reviewer").isEmpty();
        }
    }

    @Test
    void theNumbersAreThoseThatWereMeasured() {
        Proposal proposal = Samples.proposal(Samples.patch(List.of(Samples.END)), ISSUE);
        String text = PullRequestText.body(proposal);
        assertThat(text)
                .contains("risk " + proposal.risk().level() + "/10 ")
                .contains("**Risk " + proposal.risk().level() + "/10:**")
                .contains("effort " + proposal.ticket().estimatedEffort() + "/10 ")
                .contains("gates passed " + proposal.gates().passes() + "/"
                        + proposal.gates().applicable())
                .contains("+1 −1 in 1 file")
                .contains("212 run, 1 red | 212 run, 0 red");
        for (Risk.Reason reason : proposal.risk().reasons().stream().limit(3).toList()) {
            assertThat(text).contains(reason.text());
        }
    }

    @Test
    void everyPlaceThatIsNamedLiesInTheDiff() {
        Proposal proposal = Samples.proposal(Samples.patch(List.of(Samples.END)), ISSUE);
        String top = top(PullRequestText.body(proposal));
        for (FileChange file : proposal.patch().change().files()) {
            int line = file.addedLines().get(0).number();
            assertThat(top).contains("/Range.java:" + line);
        }
        assertThat(top.split("Range\\.java:", -1)).hasSize(4);
        assertThat(top).doesNotContainPattern("Range\\.java:(?!12\\b)");
    }

    @Test
    void anIssueThatIsNoNumberIsNotCited() {
        String text = PullRequestText.body(
                Samples.proposal(Samples.patch(List.of(Samples.END)), Map.of("issue", "1 and closes #2")));
        assertThat(text).doesNotContain("Fixes", "#2");
    }

    private static Proposal longest(String foreign) {
        List<TestOutcome> red = IntStream.range(0, 100)
                .mapToObj(i -> SampleProofs.red("com.acme." + foreign + "#" + foreign + i, foreign, foreign, foreign))
                .toList();
        Changes changes = Changes.none();
        IntStream.range(0, 10)
                .forEach(i -> changes.modify(
                        "src/main/java/com/acme/security/" + "deep/".repeat(30) + "Thing" + i + ".java",
                        "public void a() {\n" + "x\n".repeat(14),
                        "y\n".repeat(15)));
        Patch patch = Samples.patch(
                changes.change(),
                SampleProofs.redGreen(red, 123_456),
                foreign,
                new ArrayList<>(java.util.Collections.nCopies(
                        40, Samples.plausible(123_456, foreign, new Difference(foreign, foreign, foreign, foreign)))),
                new WrittenTest(
                        "src/test/java/" + "deep/".repeat(60) + "T.java",
                        foreign,
                        red.get(0).id(),
                        foreign));
        Proposal plain = Samples.proposal(patch, Map.of("issue", "123456789"));
        return Samples.proposal(
                plain.ticket(),
                patch,
                plain.gates(),
                withAccount(Samples.search(patch.runnersUp(), foreign), foreign, 40));
    }

    private static Search withAccount(Search search, String summary, int times) {
        Candidate candidate = new Candidate(3, summary, List.of(), Samples.PATH, 12, 0.5, summary);
        return new Search(
                search.plausible(),
                search.confidence(),
                search.suspects(),
                search.generated(),
                search.compiled(),
                search.tried(),
                search.spent(),
                search.notes(),
                java.util.Collections.nCopies(times, new RuleCount(summary, 99, 90, 9, 80, 7, 1)),
                java.util.Collections.nCopies(times, new NearMiss(candidate, 1, 2, true)),
                Cost.NONE);
    }

    @Test
    void theFoldedPartTellsWhatEachRuleDidAndWhatCameClose() {
        Proposal plain = Samples.proposal(Samples.patch(List.of(Samples.END)), ISSUE);
        String text = PullRequestText.body(Samples.proposal(
                plain.ticket(), plain.patch(), plain.gates(), withAccount(plain.search(), "off-by-one", 1)));

        assertThat(text.substring(text.indexOf("<details>")))
                .contains("By rule: `off-by-one` 80 run, 7 close, 1 passed.\n")
                .contains("**Came close**\n")
                .contains("`off-by-one`: mends 1 of 2, breaks what was green\n");
    }

    private static void check(String name, Proposal proposal) {
        String text = PullRequestText.body(proposal);
        assertLimits(text);
        Rendered.of(text).assertHarmless(ISSUE);
        Snapshot.check(name, text);
    }

    private static void assertLimits(String text) {
        Visible top = Visible.of(top(text));
        assertThat(top.characters()).as("characters seen above the fold").isLessThanOrEqualTo(1_500);
        assertThat(top.lines()).as("lines seen above the fold").isLessThanOrEqualTo(25);
        assertThat(text.length()).as("characters in all").isLessThanOrEqualTo(20_000);
        assertThat(text).contains("</details>\n").endsWith(PullRequestText.marker("ci_1700000000_4711") + "\n");
    }

    private static String top(String text) {
        return text.substring(0, text.indexOf("<details>"));
    }
}
