package dev.fettle.propose;

import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestReport;
import dev.fettle.repair.Cost;
import dev.fettle.repair.Faster;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.Observed;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.repair.Suspect;
import dev.fettle.workspace.FileChange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a reviewer sees of a pull request before unfolding anything: the first seven of its nine parts. */
final class TopText {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Of a page on a server: nothing that ends a link, and no query. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(?::\\d{1,5})?/[\\w./~-]{1,300}");

    private static final int LONGEST_TICKET_ID = 48;
    private static final int LONGEST_COMMAND = 240;

    private final Proposal proposal;
    private final Patch patch;
    private final Width width;
    private final StringBuilder text = new StringBuilder();

    TopText(Proposal proposal, Width width) {
        this.proposal = proposal;
        this.patch = proposal.patch();
        this.width = width;
    }

    String text() {
        verdict();
        mergesItself();
        why();
        whatChanged();
        proof();
        risk();
        review();
        reproduce();
        return text.toString();
    }

    private void verdict() {
        Duration total = proposal.stages().values().stream().reduce(Duration.ZERO, Duration::plus);
        text.append("**")
                .append(candidatePlace())
                .append(": ")
                .append(Markdown.code(patch.candidate().summary(), width.summary))
                .append("**\\\n");
        text.append("risk ")
                .append(proposal.risk().level())
                .append("/10 · effort ")
                .append(proposal.ticket().estimatedEffort())
                .append("/10 · gates passed ")
                .append(proposal.gates().passes())
                .append('/')
                .append(proposal.gates().applicable())
                .append(" · +")
                .append(patch.change().added())
                .append(" −")
                .append(patch.change().removed())
                .append(" in ")
                .append(Words.plural(patch.change().files().size(), "file"))
                .append(" · rule ")
                .append(Markdown.code(patch.rule(), 30))
                .append(" · ")
                .append(Words.duration(total))
                .append(", ")
                .append(cost(proposal.search().cost()))
                .append("\n\n");
    }

    private void mergesItself() {
        if (proposal.mergesItself()) {
            text.append(
                    "**Merges itself** when every check is green; changes asked for in a review, a commit or `/fettle stop` prevent it.\n\n");
        }
    }

    private static String cost(Cost cost) {
        return cost.model().isEmpty()
                ? "no model, cost 0"
                : "model " + Markdown.code(cost.model(), 40)
                        + String.format(Locale.ROOT, ", %,d tokens, cost $%.2f", cost.tokens(), cost.dollars());
    }

    private void why() {
        text.append("**Why.** ");
        if (patch.proof() instanceof RedGreen proof && !proof.red().isEmpty()) {
            TestOutcome first = proof.red().get(0);
            text.append(Markdown.code(TestWords.shortName(first.id()), width.test))
                    .append(" fails on `")
                    .append(shortSha(proposal.base()))
                    .append('`');
            if (proof.red().size() > 1) {
                text.append(", and ")
                        .append(Words.plural(proof.red().size() - 1, "more test"))
                        .append(proof.red().size() == 2 ? " does" : " do");
            }
            text.append(": ")
                    .append(Markdown.code(TestWords.said(first), width.message))
                    .append('.');
            if (patch.written() != null) {
                text.append(" No test showed this, so Fettle wrote that one.");
            }
        } else {
            text.append(Markdown.code(proposal.ticket().title(), width.message)).append('.');
            if (patch.proof() instanceof FindingsGone) {
                String says = proposal.ticket().description();
                text.append(" No test is red")
                        .append(says.isBlank() ? "" : "; the rule says: " + Markdown.code(says, width.message))
                        .append('.');
            }
        }
        String issue = proposal.ticket().metadata().get("issue");
        if (issue != null && NUMBER.matcher(issue).matches()) {
            boolean proved = patch.proof() instanceof RedGreen;
            text.append(proved ? " Fixes #" : " Refs #").append(issue).append('.');
        }
        String run = proposal.ticket().metadata().getOrDefault("run_url", "");
        if (ADDRESS.matcher(run).matches()) {
            text.append(" [CI run](").append(run).append(").");
        }
        String ticket = Markdown.code(proposal.ticket().id(), LONGEST_TICKET_ID);
        String page = proposal.around().page();
        text.append(" Ticket ")
                .append(ADDRESS.matcher(page).matches() ? "[" + ticket + "](" + page + ")" : ticket)
                .append(".\n\n");
    }

    private void whatChanged() {
        List<FileChange> files = patch.change().files();
        text.append("**What changed**\n");
        files.stream()
                .limit(width.bullets)
                .forEach(file -> text.append("- ")
                        .append(Markdown.place(file.path(), firstChangedLine(file), width.place))
                        .append(' ')
                        .append(bullet(file))
                        .append('\n'));
        int more = files.size() - width.bullets;
        if (more > 0) {
            text.append("- and ").append(Words.plural(more, "more file")).append('\n');
        }
        text.append('\n');
    }

    /** The number in the file as it now is, or, where nothing was added, as it was. */
    private static int firstChangedLine(FileChange file) {
        if (!file.addedLines().isEmpty()) {
            return file.addedLines().get(0).number();
        }
        return file.removedLines().isEmpty() ? 0 : file.removedLines().get(0).number();
    }

    private String bullet(FileChange file) {
        String size = "+" + file.added() + " −" + file.removed();
        boolean written = patch.written() != null && patch.written().path().equals(file.path());
        return size + (written ? ", the test that shows the failure" : ", the fix");
    }

    private void proof() {
        text.append(patch.proof() instanceof RedGreen ? "**Proof**, in fresh sandboxes" : "**Proof**");
        text.append("\n\n| check | before | after | command |\n|---|---|---|---|\n");
        if (patch.proof() instanceof RedGreen proof) {
            redGreen(proof);
        } else if (patch.proof() instanceof FindingsGone gone) {
            row(Markdown.cell("findings of " + gone.rule(), width.test), "" + gone.before(), "" + gone.after(), "");
            wholeSuite(gone.suiteBefore(), gone.suiteAfter(), gone.suiteCommand());
            gates();
        } else if (patch.proof() instanceof Faster faster) {
            String interval = String.format(
                    Locale.ROOT, "%.2f (95 %% sure: %.2f to %.2f)", faster.ratio(), faster.low(), faster.high());
            row(Markdown.cell(faster.measure(), width.test), "1.00", interval, "");
        }
        text.append('\n');
    }

    private void redGreen(RedGreen proof) {
        for (TestOutcome red : proof.red().stream().limit(width.rows).toList()) {
            row(
                    Markdown.cell(TestWords.shortName(red.id()), width.test),
                    "red: " + Markdown.cell(TestWords.said(red), width.message),
                    "green",
                    red == proof.red().get(0)
                            ? Markdown.command(proof.command(), width.command).orElse("")
                            : "");
        }
        int more = proof.red().size() - width.rows;
        if (more > 0) {
            row(Words.plural(more, "more test"), "red", "green", "");
        }
        proposal.search().observed(patch.candidate()).ifPresent(this::observed);
        wholeSuite(proof.before(), proof.after(), proof.suiteCommand());
        row("time in tests", Words.duration(proof.suiteBefore()), Words.duration(proof.suiteAfter()), "");
        gates();
    }

    /** What the failing test had the changed method do: the one line from which a reader sees what is different now. */
    private void observed(Observed seen) {
        row(
                Markdown.cell(seen.call(), width.test) + " in this test",
                Markdown.cell(seen.before(), width.message),
                Markdown.cell(seen.after(), width.message),
                "");
    }

    private void wholeSuite(TestReport before, TestReport after, String command) {
        row(
                "whole suite",
                ran(before.outcomes().size(), before.red().size()),
                ran(after.outcomes().size(), after.red().size()),
                Markdown.command(command, width.command).orElse(""));
    }

    private void gates() {
        measured("coverage", "coverage", "Coverage of changed lines");
        measured("loop-metrics", "run time", " of the base");
    }

    /** What a gate measured, where it measured something; the rest of its title stands in its check. */
    private void measured(String gate, String check, String mark) {
        proposal.gates().verdicts().stream()
                .filter(verdict ->
                        verdict.gate().equals(gate) && verdict.title().contains(mark))
                .findFirst()
                .ifPresent(
                        verdict -> row(check, "", Markdown.cell(beforeSemicolon(verdict.title()), width.message), ""));
    }

    private static String beforeSemicolon(String title) {
        int end = title.indexOf(';');
        return end < 0 ? title : title.substring(0, end);
    }

    private static String ran(int all, int red) {
        return all + " run, " + red + " red";
    }

    private void row(String check, String before, String after, String command) {
        text.append("| ")
                .append(check)
                .append(" | ")
                .append(before)
                .append(" | ")
                .append(after)
                .append(" | ")
                .append(command)
                .append(" |\n");
    }

    private void risk() {
        Risk risk = proposal.risk();
        text.append("**Risk ").append(risk.level()).append("/10:** 1 for any change; ");
        text.append(String.join(
                "; ",
                risk.reasons().stream()
                        .limit(3)
                        .map(reason -> Markdown.prose(reason.text(), width.reason) + " ("
                                + String.format(Locale.ROOT, "%+.1f", reason.weight()) + ")")
                        .toList()));
        double others = risk.beyond(3);
        if (others != 0) {
            text.append(String.format(Locale.ROOT, "; smaller reasons (%+.1f)", others));
        }
        text.append(". Not checked: ")
                .append(Markdown.prose(Words.whole(risk.notChecked(), 2 * width.reason), 2 * width.reason))
                .append(".\n\n");
    }

    private void review() {
        text.append("**Review in 60 seconds.** Look at ")
                .append(candidatePlace())
                .append(". Say no if ")
                .append(ReviewQuestion.of(patch))
                .append('.');
        int others = patch.runnersUp().size();
        if (others > 0) {
            text.append(' ')
                    .append(Words.plural(others, "other edit"))
                    .append(others == 1 ? " that behaves differently passes" : " that behave differently pass")
                    .append(" every test too (listed below).");
        }
        text.append("\n\n");
    }

    private void reproduce() {
        String at = proposal.head().isEmpty() ? proposal.ticket().branch() : shortSha(proposal.head());
        String checkout = "git checkout " + at;
        Optional<String> run = Optional.empty();
        if (patch.proof() instanceof RedGreen proof) {
            run = Markdown.command(checkout + " && " + proof.command(), LONGEST_COMMAND)
                    .or(() -> Markdown.command(checkout + " && " + proof.suiteCommand(), LONGEST_COMMAND));
        } else if (patch.proof() instanceof FindingsGone gone) {
            run = Markdown.command(checkout + " && " + gone.suiteCommand(), LONGEST_COMMAND);
        }
        text.append("**Reproduce** ")
                .append(run.orElse(Markdown.code(checkout, LONGEST_COMMAND)))
                .append(" · **Undo** ")
                .append(Markdown.code("git revert " + at, 80))
                .append("\n\n");
    }

    /** The edit as the diff has it: the candidate's line is that of the file before the change. */
    private String candidatePlace() {
        String path = patch.candidate().path();
        int line = patch.change().files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(TopText::firstChangedLine)
                .orElse(patch.candidate().line());
        return Markdown.place(path.substring(path.lastIndexOf('/') + 1), line, width.place);
    }

    private static String shortSha(String sha) {
        return sha.length() == 40 ? sha.substring(0, 12) : sha;
    }

    /** A suspect line in a few words, for the folded part and the status comment. */
    static String suspect(Suspect suspect) {
        return Markdown.place(suspect.path(), suspect.line(), 100) + " ("
                + String.format(Locale.ROOT, "%.2f", suspect.suspiciousness()) + ", "
                + Markdown.prose(suspect.why(), 100)
                + ")";
    }
}
