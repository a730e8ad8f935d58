package dev.fettle.propose;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TrackRecord;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.BlastRadius;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Difference;
import dev.fettle.repair.Observed;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Proof;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.SampleProofs;
import dev.fettle.repair.Search;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.repair.Suspect;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import dev.fettle.workspace.PathHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One small repair, told in full; each test changes what it is about. */
final class Samples {
    static final String BASE = "1f0c9a7be4d25f6378910acdb24e6f8091a3c5d7";
    static final String HEAD = "9d8c7b6a5f4e3d2c1b0a99887766554433221100";
    static final String PATH = "src/main/java/com/acme/pricing/Range.java";
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Set<String> REQUIRED = Set.of("tests", "test-integrity", "secret-scan", "policy");

    static final TestOutcome END = SampleProofs.red(
            "com.acme.pricing.RangeTest#endIsInclusive",
            "org.opentest4j.AssertionFailedError",
            "expected: <true> but was: <false>",
            """
            org.opentest4j.AssertionFailedError: expected: <true> but was: <false>
            \tat org.junit.jupiter.api.AssertTrue.assertTrue(AssertTrue.java:36)
            \tat com.acme.pricing.RangeTest.endIsInclusive(RangeTest.java:21)
            """);

    /** A method called here and there, in a file of some age, by a rule that was right seven times of eight. */
    static final PatchFacts FACTS = new PatchFacts(
            Optional.of(new BlastRadius(Set.of("contains"), true, 12, 4, true)),
            Optional.of(new PathHistory(NOON, 3, Optional.of(NOON.minus(Duration.ofDays(90))))),
            OptionalInt.of(3),
            new TrackRecord(1, 7, 1, 0, 0, 0));

    private Samples() {}

    static Ticket ticket(Map<String, String> metadata) {
        return ticket("RangeTest#endIsInclusive fails in CI", metadata);
    }

    static Ticket titled(String title) {
        return ticket(title, Map.of());
    }

    private static Ticket ticket(String title, Map<String, String> metadata) {
        return new Ticket(
                "ci_1700000000_4711",
                new RepositoryRef(42, "acme", "pricing"),
                "9f86d081884c7d659a2feaa0c55ad015",
                title,
                "",
                Category.BUG_FIX,
                Priority.HIGH,
                Status.TESTING,
                List.of(),
                "",
                "",
                List.of(PATH),
                3,
                3,
                null,
                metadata,
                1,
                NOON,
                NOON);
    }

    static Ticket waiting(WaitingReason reason) {
        return ticket(Map.of()).withStatus(Status.OPEN, reason);
    }

    static Candidate candidate(String summary) {
        return new Candidate(1, "relational-operator", List.of(), PATH, 12, 0.8, summary);
    }

    static Plausible plausible(int line, String summary) {
        Candidate candidate = new Candidate(2, "condition-weakening", List.of(), PATH, line, 0.3, summary);
        return new Plausible(candidate, 0.41, List.of("farther from the original", "a weaker rule"));
    }

    /** One of three that do the same. */
    static Plausible plausible(int line, String summary, Difference difference) {
        Plausible plain = plausible(line, summary);
        return new Plausible(
                plain.candidate(),
                plain.score(),
                plain.why(),
                List.of(candidate("another wording"), candidate("a third")),
                difference,
                null);
    }

    static Change oneLine() {
        String before =
                "class Range {\n" + "    // bounds\n".repeat(10) + "    return value >= from && value < to;\n}\n";
        return Changes.modified(PATH, before, before.replace("< to", "<= to"));
    }

    static Patch patch(
            Change change, Proof proof, String summary, List<Plausible> others, @Nullable WrittenTest written) {
        return new Patch(change, proof, candidate(summary), "templates", 0.86, others, written);
    }

    static Patch patch(List<TestOutcome> red) {
        return patch(oneLine(), SampleProofs.redGreen(red, 211), "'<' becomes '<='", List.of(), null);
    }

    static GateReport gates() {
        return new GateReport(
                List.of(
                        verdict("tests", Outcome.PASS, "1 red → green; suite of 212: 0 red"),
                        verdict("test-integrity", Outcome.PASS, "0 test or build files changed"),
                        verdict("secret-scan", Outcome.PASS, "0 secrets in 1 added line"),
                        verdict("policy", Outcome.PASS, "2 changed lines in 1 file, at most 300")),
                REQUIRED);
    }

    static Verdict verdict(String gate, Outcome outcome, String title, Finding... findings) {
        return new Verdict(gate, outcome, title, "", List.of(findings));
    }

    static Proposal proposal(Patch patch, Map<String, String> metadata) {
        return proposal(
                ticket(metadata),
                patch,
                gates(),
                search(patch.runnersUp(), "covered by 1 of 1 failing and 2 of 211 passing tests"));
    }

    static Proposal proposal(Ticket ticket, Patch patch, GateReport gates, Search search) {
        Map<String, Duration> stages = new LinkedHashMap<>();
        stages.put("reproduce", Duration.ofMillis(6200));
        stages.put("localise", Duration.ofMillis(1400));
        stages.put("patch", Duration.ofMillis(9800));
        stages.put("prove", Duration.ofMillis(14_700));
        stages.put("gates", Duration.ofMillis(12));
        Reproduction reproduction =
                new Reproduction(List.of(), new TestReport(List.of()), Set.of(), Set.of(), patch.written());
        return new Proposal(
                ticket,
                patch,
                reproduction,
                search,
                gates,
                RiskAssessment.assess(ticket, patch, gates, FACTS),
                BASE,
                HEAD,
                stages,
                false);
    }

    /** The same, and it is merged without a person. */
    static Proposal mergingItself(Proposal one) {
        return new Proposal(
                one.ticket(),
                one.patch(),
                one.reproduction(),
                one.search(),
                one.gates(),
                one.risk(),
                one.base(),
                one.head(),
                one.stages(),
                true);
    }

    /** @param others beside the one that was chosen */
    static Search search(List<Plausible> others, String why) {
        return search(plausible(12, "'<' becomes '<='"), others, why);
    }

    /** What was seen of the chosen one in a failing test as well. */
    static Search search(Patch patch, String why, Observed observed) {
        Plausible chosen = new Plausible(patch.candidate(), 0.86, List.of(), List.of(), null, observed);
        return search(chosen, patch.runnersUp(), why);
    }

    private static Search search(Plausible chosen, List<Plausible> others, String why) {
        List<Plausible> found = new ArrayList<>(List.of(chosen));
        found.addAll(others);
        return new Search(
                found,
                0.86,
                List.of(new Suspect(PATH, 12, 0.91, why), new Suspect(PATH, 8, 0.4, why)),
                412,
                388,
                371,
                Map.of(),
                List.of());
    }
}
