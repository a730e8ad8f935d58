package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.UntrustedText;
import dev.fettle.gate.Verdict;
import dev.fettle.improve.AttemptJson;
import dev.fettle.improve.RepairPipeline;
import dev.fettle.improve.RepairPipeline.Mended;
import dev.fettle.improve.RepairPipeline.NotMended;
import dev.fettle.improve.StageTimes;
import dev.fettle.repair.Difference;
import dev.fettle.repair.Observed;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Workspace;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of {@code fettle fix}, for a person and as JSON. */
final class FixReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_DIFFERENCE = 300;
    private static final String NO_BRANCH = "; --apply changes the files in the folder";

    private final Ticket ticket;
    private final RepairPipeline.Result result;
    private final Workspace workspace;
    private StageTimes before = StageTimes.NONE;
    private boolean applied;
    private LocalResult.Branch branch = LocalResult.Branch.NOT_WANTED;

    FixReport(Ticket ticket, RepairPipeline.Result result, Workspace workspace) {
        this.ticket = ticket;
        this.result = result;
        this.workspace = workspace;
    }

    /** How long a stage before the repair took. */
    void took(Stage stage, Duration time) {
        before = before.plus(new StageTimes(Map.of(stage, time)));
    }

    /** The files in the folder hold the fix. */
    void applied() {
        applied = true;
    }

    void branch(LocalResult.Branch made) {
        branch = made;
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        if (result instanceof Mended mended) {
            json.put("outcome", "fixed");
            json.put("reason", "");
            AttemptJson.patch(json, mended.patch());
            AttemptJson.observed(json, mended.search(), mended.patch().candidate());
            json.put("patch", part(mended.patch().change(), mended.patch().written(), false));
            json.put("test_patch", part(mended.patch().change(), mended.patch().written(), true));
            AttemptJson.search(json, mended.search());
            AttemptJson.gates(json.putArray("gates"), mended.gates());
            ObjectNode risk = json.putObject("risk");
            risk.put("level", mended.risk().level());
            AttemptJson.riskReasons(risk.putArray("reasons"), mended.risk());
            mended.risk().notChecked().forEach(risk.putArray("not_checked")::add);
        } else {
            NotMended not = (NotMended) result;
            json.put("outcome", not.error() ? "failed" : "abstained");
            json.put("reason", not.reason().name());
            json.put("sentence", not.reason().sentence());
            json.put("detail", not.detail());
            json.put("unblocks", NotFixedText.help(not));
            json.put("furthest", not.furthest().name());
            json.put("patch", "");
            json.put("test_patch", "");
            var red = json.putArray("red");
            if (not.reproduction() != null) {
                AttemptJson.tests(red, not.reproduction().red());
            }
            json.putArray("green");
            json.put("rule", "");
            json.put("engine", "");
            AttemptJson.search(json, not.search());
            var gates = json.putArray("gates");
            if (not.stopped() != null) {
                AttemptJson.gates(gates, not.stopped().gates());
            }
            json.putNull("risk");
        }
        AttemptJson.stages(json, before.plus(result.times()));
        json.put("branch", branch.name());
        json.put("branch_note", branch.note());
        json.put("base", workspace.base());
        json.put("ticket", ticket.id());
        return json;
    }

    /** Foreign words, so on one line and with nothing hidden in them. */
    private static String difference(@Nullable Difference difference) {
        return difference == null
                ? ""
                : " "
                        + UntrustedText.oneLine(
                                "(on " + difference.call() + " the fix: " + difference.chosen() + ", this: "
                                        + difference.other() + ", the original: " + difference.original() + ")",
                                LONGEST_DIFFERENCE);
    }

    private static String observed(Observed seen) {
        return UntrustedText.oneLine(
                "in the failing test " + seen.call() + ": before " + seen.before() + ", now " + seen.after(),
                LONGEST_DIFFERENCE);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        if (result instanceof Mended mended) {
            text.append("fixed: ").append(mended.patch().candidate().summary()).append("\n\n");
            text.append(mended.patch().change().unifiedDiff()).append('\n');
            mended.search()
                    .observed(mended.patch().candidate())
                    .ifPresent(seen -> text.append(observed(seen)).append('\n'));
            mended.patch().runnersUp().stream()
                    .limit(3)
                    .forEach(other -> text.append("also passed every test: ")
                            .append(other.candidate().path())
                            .append(':')
                            .append(other.candidate().line())
                            .append(' ')
                            .append(other.candidate().summary())
                            .append(difference(other.difference()))
                            .append('\n'));
            for (Verdict verdict : mended.gates().verdicts()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-8s %-15s %s%n",
                        verdict.outcome().name().toLowerCase(Locale.ROOT),
                        verdict.gate(),
                        verdict.title()));
            }
            text.append("risk ").append(mended.risk().level()).append("/10 · 1 for any change");
            mended.risk().reasons().stream()
                    .limit(3)
                    .forEach(reason ->
                            text.append(String.format(Locale.ROOT, " · %s (%+.1f)", reason.text(), reason.weight())));
            double others = mended.risk().beyond(3);
            if (others != 0) {
                text.append(String.format(Locale.ROOT, " · smaller reasons (%+.1f)", others));
            }
            text.append('\n');
            if (!branch.name().isEmpty()) {
                text.append("branch ")
                        .append(branch.name())
                        .append(" (look: git show ")
                        .append(branch.name())
                        .append(")\n");
            } else if (!branch.note().isEmpty()) {
                text.append("no branch: ")
                        .append(branch.note())
                        .append(applied ? "" : NO_BRANCH)
                        .append('\n');
            }
            if (applied) {
                text.append("the files in the folder are changed\n");
            }
            return text.toString();
        }
        return NotFixedText.of((NotMended) result);
    }

    /** The part of the diff that is the test Fettle wrote, or the rest. */
    private static String part(Change change, @Nullable WrittenTest written, boolean test) {
        StringBuilder diff = new StringBuilder();
        for (FileChange file : change.files()) {
            boolean isTest = written != null && written.path().equals(file.path());
            if (isTest == test) {
                diff.append(file.unifiedDiff());
            }
        }
        return diff.toString();
    }
}
