package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.build.TestOutcome;
import dev.fettle.gate.Verdict;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import dev.fettle.repair.Search;
import dev.fettle.repair.Suspect;
import dev.fettle.workspace.FileChange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The text of a pull request, every line of it from measured state. Above the fold at most 25 lines and 1,500 characters, the whole at most
 * {@link #LONGEST}.
 */
public final class PullRequestText {
    /** As long as the whole text may be, in characters. */
    public static final int LONGEST = 20_000;

    private static final int MESSAGE = 90;

    private PullRequestText() {}

    /** The hidden mark by which we find our own pull request again. */
    public static String marker(String ticketId) {
        return "<!-- fettle:ticket:" + ticketId + " -->";
    }

    /** The body. */
    public static String body(Proposal proposal) {
        StringBuilder text = new StringBuilder();
        verdict(text, proposal);
        why(text, proposal);
        whatChanged(text, proposal);
        proof(text, proposal);
        risk(text, proposal);
        review(text, proposal);
        reproduce(text, proposal);
        String footer = footer(proposal.ticket());
        folded(text, proposal, LONGEST - text.length() - footer.length());
        return text.append(footer).toString();
    }

    private static void verdict(StringBuilder text, Proposal proposal) {
        Patch patch = proposal.patch();
        Duration total = proposal.stages().values().stream().reduce(Duration.ZERO, Duration::plus);
        text.append("**")
                .append(Markdown.code(
                        fileName(patch.candidate().path()) + ":"
                                + patch.candidate().line(),
                        80))
                .append(": ")
                .append(Markdown.code(patch.candidate().summary(), 160))
                .append("**\\\n");
        text.append("risk ")
                .append(proposal.risk().level())
                .append("/10 · effort ")
                .append(proposal.ticket().estimatedEffort())
                .append("/10 · gates ")
                .append(proposal.gates().passes())
                .append('/')
                .append(proposal.gates().applicable())
                .append(" · +")
                .append(patch.change().added())
                .append(" −")
                .append(patch.change().removed())
                .append(" in ")
                .append(Words.plural(patch.change().files().size(), "file"))
                .append(" · rule `")
                .append(patch.rule())
                .append("` · ")
                .append(Words.duration(total))
                .append(", no model, cost 0\n\n");
    }

    private static void why(StringBuilder text, Proposal proposal) {
        text.append("**Why.** ");
        if (proposal.patch().proof() instanceof RedGreen proof && !proof.red().isEmpty()) {
            TestOutcome first = proof.red().get(0);
            text.append(Markdown.code(first.id().toString(), 140))
                    .append(" fails on `")
                    .append(shortSha(proposal.base()))
                    .append('`');
            if (proof.red().size() > 1) {
                text.append(" (and ").append(proof.red().size() - 1).append(" more)");
            }
            text.append(": ").append(Markdown.code(said(first), MESSAGE)).append('.');
        } else {
            text.append(Markdown.code(proposal.ticket().title(), MESSAGE)).append('.');
        }
        String issue = proposal.ticket().metadata().get("issue");
        if (issue != null) {
            boolean proved = proposal.patch().proof() instanceof RedGreen;
            text.append(proved ? " Fixes #" : " Refs #").append(issue).append('.');
        }
        text.append(" Ticket `").append(proposal.ticket().id()).append("`.\n\n");
    }

    private static void whatChanged(StringBuilder text, Proposal proposal) {
        text.append("**What changed**\n");
        proposal.patch().change().files().stream().limit(5).forEach(file -> {
            int line = file.addedLines().isEmpty()
                    ? file.removedLines().isEmpty()
                            ? 1
                            : file.removedLines().get(0).number()
                    : file.addedLines().get(0).number();
            text.append("- ")
                    .append(Markdown.code(file.path() + ":" + line, 140))
                    .append(' ')
                    .append(bullet(proposal.patch(), file))
                    .append('\n');
        });
        int more = proposal.patch().change().files().size() - 5;
        if (more > 0) {
            text.append("- and ").append(Words.plural(more, "more file")).append('\n');
        }
        text.append('\n');
    }

    private static String bullet(Patch patch, FileChange file) {
        if (patch.written() != null && patch.written().path().equals(file.path())) {
            return "new test that shows the failure";
        }
        return "+" + file.added() + " −" + file.removed() + ", rule " + CommitText.spoken(patch.rule());
    }

    private static void proof(StringBuilder text, Proposal proposal) {
        text.append("**Proof**\n\n| check | before | after | command |\n|---|---|---|---|\n");
        if (proposal.patch().proof() instanceof RedGreen proof) {
            for (TestOutcome red : proof.red().stream().limit(3).toList()) {
                text.append("| ")
                        .append(Markdown.cell(simple(red), 60))
                        .append(" | red: ")
                        .append(Markdown.cell(said(red), 60))
                        .append(" | green | ")
                        .append(Markdown.cell(proof.command(), 120))
                        .append(" |\n");
            }
            if (proof.red().size() > 3) {
                text.append("| ").append(proof.red().size() - 3).append(" more tests | red | green | |\n");
            }
            text.append("| whole suite | ")
                    .append(proof.before().outcomes().size())
                    .append(" run, ")
                    .append(proof.before().red().size())
                    .append(" red | ")
                    .append(proof.after().outcomes().size())
                    .append(" run, ")
                    .append(proof.after().red().size())
                    .append(" red | `mvn test` |\n");
            text.append("| run time | ")
                    .append(Words.duration(proof.suiteBefore()))
                    .append(" | ")
                    .append(Words.duration(proof.suiteAfter()))
                    .append(" | |\n");
        } else if (proposal.patch().proof() instanceof FindingsGone gone) {
            text.append("| ")
                    .append(Markdown.cell(gone.rule(), 80))
                    .append(" | ")
                    .append(gone.before())
                    .append(" | ")
                    .append(gone.after())
                    .append(" | |\n");
        }
        text.append('\n');
    }

    private static void risk(StringBuilder text, Proposal proposal) {
        Risk risk = proposal.risk();
        text.append("**Risk ").append(risk.level()).append("/10.** ");
        text.append(String.join(
                "; ",
                risk.reasons().stream()
                        .limit(3)
                        .map(reason -> Markdown.cut(reason.text(), 90) + " (" + weight(reason.weight()) + ")")
                        .toList()));
        text.append(". Not checked: ")
                .append(String.join(", ", risk.notChecked()))
                .append(".\n\n");
    }

    private static void review(StringBuilder text, Proposal proposal) {
        Patch patch = proposal.patch();
        text.append("**Review in 60 seconds.** Look at ")
                .append(Markdown.code(
                        fileName(patch.candidate().path()) + ":"
                                + patch.candidate().line(),
                        100))
                .append(". Say no if the old behaviour was meant there, or if the test asks for the wrong thing.\n\n");
    }

    private static void reproduce(StringBuilder text, Proposal proposal) {
        String command = proposal.patch().proof() instanceof RedGreen proof ? proof.command() : "mvn test";
        String at = proposal.head().isEmpty() ? proposal.ticket().branch() : proposal.head();
        text.append("**Reproduce** `git checkout ")
                .append(at)
                .append(" && ")
                .append(command.replace("`", ""))
                .append("` · **Undo** `git revert ")
                .append(shortSha(at))
                .append("`\n\n");
    }

    private static void folded(StringBuilder text, Proposal proposal, int room) {
        StringBuilder inner = new StringBuilder();
        inner.append("**Gates**\n\n| gate | verdict | measured |\n|---|---|---|\n");
        for (Verdict verdict : proposal.gates().verdicts()) {
            inner.append("| `fettle/")
                    .append(verdict.gate())
                    .append("` | ")
                    .append(verdict.outcome().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(Markdown.cell(verdict.title(), 200))
                    .append(" |\n");
        }
        inner.append("\n**Where it looked**: ");
        inner.append(String.join(
                ", ",
                proposal.search().suspects().stream()
                        .limit(5)
                        .map(PullRequestText::suspect)
                        .toList()));
        inner.append(".\n\n**Candidates**: ")
                .append(proposal.search().generated())
                .append(" made, ")
                .append(proposal.search().compiled())
                .append(" compiled, ")
                .append(proposal.search().tried())
                .append(" run, ")
                .append(proposal.search().plausible().size())
                .append(" passed every test.\n");
        List<Search.Plausible> others = proposal.patch().runnersUp();
        if (!others.isEmpty()) {
            inner.append("\nOther candidates that passed, and ranked lower:\n");
            others.stream()
                    .limit(5)
                    .forEach(other -> inner.append("- ")
                            .append(Markdown.code(
                                    other.candidate().path() + ":"
                                            + other.candidate().line(),
                                    120))
                            .append(' ')
                            .append(Markdown.code(other.candidate().summary(), 120))
                            .append('\n'));
        }
        inner.append("\n**Time**: ").append(stages(proposal.stages())).append(".\n");
        inner.append("\n**Provenance**: ticket `")
                .append(proposal.ticket().id())
                .append("`, fingerprint `")
                .append(Markdown.cut(proposal.ticket().fingerprint(), 24))
                .append("`, base `")
                .append(proposal.base())
                .append("`, engine `")
                .append(proposal.patch().engine())
                .append("`, confidence ")
                .append(String.format(Locale.ROOT, "%.2f", proposal.patch().confidence()))
                .append(".\n");
        log(inner, proposal, room - inner.length() - 120);
        text.append("<details><summary>Gates, search, provenance, log</summary>\n\n")
                .append(inner)
                .append("\n</details>\n");
    }

    private static void log(StringBuilder inner, Proposal proposal, int room) {
        if (!(proposal.patch().proof() instanceof RedGreen proof) || room < 400) {
            return;
        }
        String trace = Objects.requireNonNull(proof.red().get(0).failure(), "a red test says something")
                .stackTrace();
        if (!trace.isBlank()) {
            inner.append("\n**What the failing test said**\n\n")
                    .append(Markdown.block("text", firstLines(trace, 25), Math.min(4_000, room)));
        }
    }

    private static String footer(Ticket ticket) {
        return """

                ---
                `/fettle explain` · `/fettle retry` · `/fettle rebase` · `/fettle reject <reason>` · `/fettle stop` · closing means no, and is remembered.
                Not useful because:
                - [ ] wrong fix
                - [ ] not wanted
                - [ ] too big
                - [ ] tests missing
                - [ ] duplicate
                - [ ] bad timing

                """ + marker(ticket.id()) + "\n";
    }

    private static String said(TestOutcome outcome) {
        TestOutcome.Failure failure = outcome.failure();
        if (failure == null) {
            return "no message";
        }
        String type = failure.type().substring(failure.type().lastIndexOf('.') + 1);
        String message = failure.message().lines().findFirst().orElse("").strip();
        return message.isEmpty() ? type : type.isEmpty() ? message : type + ": " + message;
    }

    private static String simple(TestOutcome outcome) {
        String name = outcome.id().className();
        return name.substring(name.lastIndexOf('.') + 1) + "#" + outcome.id().method();
    }

    private static String suspect(Suspect suspect) {
        return Markdown.code(fileName(suspect.path()) + ":" + suspect.line(), 80) + " ("
                + String.format(Locale.ROOT, "%.2f", suspect.suspiciousness()) + ", "
                + Markdown.cut(suspect.why(), 80) + ")";
    }

    private static String stages(Map<String, Duration> stages) {
        return String.join(
                ", ",
                stages.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(stage -> stage.getKey() + " " + Words.duration(stage.getValue()))
                        .toList());
    }

    private static String weight(double weight) {
        return String.format(Locale.ROOT, "%+.1f", weight);
    }

    private static String firstLines(String text, int lines) {
        return String.join("\n", text.lines().limit(lines).toList());
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String shortSha(String sha) {
        return sha.length() == 40 ? sha.substring(0, 10) : sha;
    }
}
