package dev.fettle.improve;

import dev.fettle.base.Redactor;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import dev.fettle.build.TestReport;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.repair.Difference;
import dev.fettle.repair.Observed;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.Search;
import dev.fettle.repair.Suspect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes secrets and private data out of what a repair's result quotes: failing tests, build output, notes of the search, verdicts. For one result; the same
 * value gets the same placeholder wherever it turns up in it. Code is left as it is: it stands in the repository, and the secret gate has looked at the change.
 */
final class ResultRedaction {
    private final Redactor words;
    /** Reports before and after, and the reproduction, hold the same failures. */
    private final Map<TestOutcome, TestOutcome> seen = new HashMap<>();

    ResultRedaction(Redactor redactor) {
        this.words = redactor.together();
    }

    RepairPipeline.Result of(RepairPipeline.Result result) {
        return result instanceof RepairPipeline.Mended mended ? of(mended) : of((RepairPipeline.NotMended) result);
    }

    RepairPipeline.NotMended of(RepairPipeline.NotMended ended) {
        Reproduction reproduction = ended.reproduction();
        Search search = ended.search();
        return new RepairPipeline.NotMended(
                ended.reason(),
                ended.furthest(),
                words.redact(ended.detail()),
                ended.error(),
                reproduction == null ? null : of(reproduction),
                search == null ? null : of(search),
                ended.stopped() == null
                        ? null
                        : new RepairPipeline.Stopped(
                                ended.stopped().patch(), of(ended.stopped().gates())),
                ended.engine(),
                ended.times());
    }

    private RepairPipeline.Mended of(RepairPipeline.Mended mended) {
        return new RepairPipeline.Mended(
                of(mended.patch()),
                of(mended.reproduction()),
                of(mended.search()),
                of(mended.gates()),
                mended.risk(),
                mended.times());
    }

    private Patch of(Patch patch) {
        return new Patch(
                patch.change(),
                patch.proof() instanceof RedGreen proof ? proof.retold(this::of) : patch.proof(),
                patch.candidate(),
                patch.engine(),
                patch.confidence(),
                patch.runnersUp().stream().map(this::of).toList(),
                patch.written());
    }

    private Reproduction of(Reproduction reproduction) {
        return new Reproduction(
                reproduction.red().stream().map(this::of).toList(),
                new TestReport(reproduction.baseline().outcomes().stream()
                        .map(this::of)
                        .toList()),
                reproduction.whole(),
                reproduction.redBefore(),
                reproduction.flaky(),
                reproduction.written());
    }

    private Search of(Search search) {
        return new Search(
                search.plausible().stream().map(this::of).toList(),
                search.confidence(),
                search.suspects().stream()
                        .map(suspect -> new Suspect(
                                suspect.path(),
                                suspect.line(),
                                suspect.suspiciousness(),
                                words.redact(suspect.why()),
                                suspect.tests()))
                        .toList(),
                search.generated(),
                search.compiled(),
                search.tried(),
                search.spent(),
                all(search.notes()),
                search.rules(),
                search.nearMisses(),
                search.cost(),
                search.doubtful());
    }

    private Search.Plausible of(Search.Plausible plausible) {
        return new Search.Plausible(
                plausible.candidate(),
                plausible.score(),
                all(plausible.why()),
                plausible.wordings(),
                plausible.difference() == null ? null : of(plausible.difference()),
                plausible.observed() == null ? null : of(plausible.observed()));
    }

    private Observed of(Observed observed) {
        return new Observed(
                words.redact(observed.call()), words.redact(observed.before()), words.redact(observed.after()));
    }

    /** Values that a test gave to a method, or got from it. */
    private Difference of(Difference difference) {
        return new Difference(
                words.redact(difference.call()),
                words.redact(difference.chosen()),
                words.redact(difference.other()),
                words.redact(difference.original()));
    }

    private GateReport of(GateReport report) {
        return new GateReport(report.verdicts().stream().map(this::of).toList(), report.required(), report.waivers());
    }

    private Verdict of(Verdict verdict) {
        return new Verdict(
                verdict.gate(),
                verdict.outcome(),
                words.redact(verdict.title()),
                words.redact(verdict.detail()),
                verdict.findings().stream()
                        .map(finding -> new Finding(
                                finding.path(), finding.line(), finding.kind(), words.redact(finding.message())))
                        .toList());
    }

    private TestOutcome of(TestOutcome outcome) {
        return seen.computeIfAbsent(
                outcome,
                raw -> new TestOutcome(
                        of(raw.id()), raw.status(), raw.time(), raw.failure() == null ? null : of(raw.failure())));
    }

    /** What a runner appends to a method's name are values that the test was given. */
    private TestId of(TestId id) {
        return id.plainMethod().equals(id.method()) ? id : new TestId(id.className(), words.redact(id.method()));
    }

    private Failure of(Failure failure) {
        return new Failure(failure.type(), words.redact(failure.message()), words.redact(failure.stackTrace()));
    }

    private List<String> all(List<String> texts) {
        return texts.stream().map(words::redact).toList();
    }
}
