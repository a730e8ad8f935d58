package dev.fettle.improve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.UntrustedText;
import dev.fettle.build.TestOutcome;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Waiver;
import dev.fettle.propose.Risk;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Difference;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.repair.Search;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an attempt did, as the JSON that is kept with it and that {@code fettle fix --json} prints the same parts of. */
public final class AttemptJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_RUNNERS_UP = 10;
    private static final int LONGEST_VALUE = 300;

    private static final int MOST_RANKED = 10;

    private AttemptJson() {}

    /** Of an attempt that ended without a patch. */
    public static String of(RepairPipeline.NotMended ended) {
        ObjectNode json = JSON.createObjectNode();
        json.put("furthest", ended.furthest().name());
        if (!ended.engine().isEmpty()) {
            json.put("engine", ended.engine());
        }
        stages(json, ended.times());
        search(json, ended.search());
        if (ended.reproduction() != null) {
            tests(json.putArray("red"), ended.reproduction().red());
        }
        if (ended.stopped() != null) {
            json.put("patch_id", ended.stopped().patch());
            gates(json.putArray("gates"), ended.stopped().gates());
        }
        return json.toString();
    }

    /** Of an attempt that ended with a patch. */
    public static String of(RepairPipeline.Mended mended) {
        ObjectNode json = JSON.createObjectNode();
        stages(json, mended.times());
        search(json, mended.search());
        patch(json, mended.patch());
        observed(json, mended.search(), mended.patch().candidate());
        json.put("patch_id", Waiver.patchOf(mended.patch().change()));
        gates(json.putArray("gates"), mended.gates());
        json.put("risk", mended.risk().level());
        riskReasons(json.putArray("risk_reasons"), mended.risk());
        return json.toString();
    }

    /** Adds why the risk is what it is, heaviest first. */
    public static void riskReasons(ArrayNode array, Risk risk) {
        risk.reasons()
                .forEach(reason -> array.addObject().put("text", reason.text()).put("weight", reason.weight()));
    }

    /** Adds {@code seconds} by stage. */
    public static void stages(ObjectNode json, StageTimes times) {
        ObjectNode seconds = json.putObject("seconds");
        times.byName().forEach((name, time) -> seconds.put(name, time.toMillis() / 1000.0));
    }

    /** Adds the counts of a search and where it looked. */
    public static void search(ObjectNode json, @Nullable Search search) {
        json.put("candidates_generated", search == null ? 0 : search.generated());
        json.put("candidates_compiled", search == null ? 0 : search.compiled());
        json.put("candidates_rejected", search == null ? 0 : search.rejected());
        json.put("candidates_tried", search == null ? 0 : search.tried());
        json.put("candidates_plausible", search == null ? 0 : search.passed());
        json.put("behaviours_plausible", search == null ? 0 : search.plausible().size());
        ObjectNode seconds = json.putObject("search_seconds");
        if (search != null) {
            search.spent().forEach((part, time) -> seconds.put(part, time.toMillis() / 1000.0));
        }
        ArrayNode suspects = json.putArray("suspects");
        if (search != null) {
            search.suspects().stream()
                    .limit(10)
                    .forEach(suspect -> suspects.addObject()
                            .put("path", suspect.path())
                            .put("line", suspect.line())
                            .put("suspiciousness", suspect.suspiciousness())
                            .put("why", suspect.why()));
            ArrayNode notes = json.putArray("notes");
            search.notes().forEach(notes::add);
            rules(json.putArray("rules"), search);
            nearMisses(json.putArray("near_misses"), search);
            ranked(json.putArray("ranked"), search);
        }
    }

    private static void rules(ArrayNode array, Search search) {
        search.rules()
                .forEach(count -> array.addObject()
                        .put("rule", count.rule())
                        .put("generated", count.generated())
                        .put("compiled", count.compiled())
                        .put("rejected", count.rejected())
                        .put("tried", count.tried())
                        .put("close", count.close())
                        .put("plausible", count.plausible()));
    }

    private static void nearMisses(ArrayNode array, Search search) {
        search.nearMisses()
                .forEach(miss -> candidate(array.addObject(), miss.candidate())
                        .put("mended", miss.mended())
                        .put("wanted", miss.wanted())
                        .put("breaks", miss.breaks()));
    }

    /** The plausible ones in their order, with what put them there. */
    private static void ranked(ArrayNode array, Search search) {
        search.plausible().stream().limit(MOST_RANKED).forEach(plausible -> {
            ObjectNode json =
                    candidate(array.addObject(), plausible.candidate()).put("score", plausible.score());
            ArrayNode why = json.putArray("why");
            plausible.why().forEach(why::add);
        });
    }

    private static ObjectNode candidate(ObjectNode json, Candidate candidate) {
        return json.put("rule", candidate.rule())
                .put("path", candidate.path())
                .put("line", candidate.line())
                .put("summary", candidate.summary());
    }

    /** Adds the patch: diff, rule, engine, red and green. */
    public static void patch(ObjectNode json, Patch patch) {
        json.put("rule", patch.rule());
        json.put("engine", patch.engine());
        json.put("confidence", patch.confidence());
        json.put("summary", patch.candidate().summary());
        json.put("patch", patch.change().unifiedDiff());
        runnersUp(json.putArray("runners_up"), patch.runnersUp());
        if (patch.proof() instanceof RedGreen proof) {
            tests(json.putArray("red"), proof.red());
            tests(json.putArray("green"), proof.green());
            json.put("command", proof.command());
        } else if (patch.proof() instanceof FindingsGone gone) {
            json.putObject("findings")
                    .put("rule", gone.rule())
                    .put("before", gone.before())
                    .put("after", gone.after());
            json.put("command", gone.suiteCommand());
        }
    }

    /** Adds what the change made different in the failing test; null where that was not seen. */
    public static void observed(ObjectNode json, Search search, Candidate chosen) {
        search.observed(chosen)
                .ifPresentOrElse(
                        seen -> json.putObject("observed")
                                .put("call", shown(seen.call()))
                                .put("before", shown(seen.before()))
                                .put("after", shown(seen.after())),
                        () -> json.putNull("observed"));
    }

    /** Each with an input on which it differs from what was chosen, where one is known. */
    private static void runnersUp(ArrayNode array, List<Search.Plausible> others) {
        others.stream().limit(MOST_RUNNERS_UP).forEach(other -> {
            ObjectNode json = array.addObject()
                    .put("rule", other.candidate().rule())
                    .put("path", other.candidate().path())
                    .put("line", other.candidate().line())
                    .put("summary", other.candidate().summary())
                    .put("score", other.score())
                    .put("further_wordings", other.wordings().size());
            Difference difference = other.difference();
            if (difference == null) {
                json.putNull("difference");
            } else {
                json.putObject("difference")
                        .put("input", shown(difference.call()))
                        .put("chosen", shown(difference.chosen()))
                        .put("other", shown(difference.other()))
                        .put("original", shown(difference.original()));
            }
        });
    }

    private static String shown(String foreign) {
        return UntrustedText.oneLine(foreign, LONGEST_VALUE);
    }

    /** Adds verdicts. */
    public static void gates(ArrayNode array, GateReport report) {
        report.verdicts().forEach(verdict -> {
            ObjectNode gate = array.addObject()
                    .put("gate", verdict.gate())
                    .put("outcome", verdict.outcome().name())
                    .put("title", verdict.title())
                    .put("detail", verdict.detail())
                    .put("required", report.required().contains(verdict.gate()));
            report.waiver(verdict)
                    .ifPresent(waiver -> gate.put("waived_by", waiver.by()).put("waived_because", waiver.reason()));
            ArrayNode findings = gate.putArray("findings");
            verdict.findings()
                    .forEach(finding -> findings.addObject()
                            .put("path", finding.path())
                            .put("line", finding.line())
                            .put("kind", finding.kind())
                            .put("message", finding.message()));
        });
    }

    /** Adds tests with what they said. */
    public static void tests(ArrayNode array, List<TestOutcome> tests) {
        for (TestOutcome test : tests) {
            ObjectNode json = array.addObject().put("test", test.id().toString());
            json.put("status", test.status().name());
            TestOutcome.Failure failure = test.failure();
            if (failure != null) {
                json.put("type", failure.type());
                json.put("message", failure.message());
            }
        }
    }
}
