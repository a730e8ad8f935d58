package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import dev.fettle.build.TestOutcome;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Waiver;
import dev.fettle.repair.Difference;
import dev.fettle.repair.NearMiss;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.RedGreen;
import dev.fettle.repair.RuleCount;
import dev.fettle.repair.Search;
import dev.fettle.workspace.FileChange;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folded part of a pull request: gates, search, runners-up, time, provenance, log. */
final class DetailsText {
    private static final int MOST_LISTED = 5;
    private static final int MOST_RULES = 12;
    private static final int MOST_GATES = 20;
    private static final int MOST_FINDINGS = 3;
    private static final int LONGEST_DETAIL = 300;
    private static final int LONGEST_GATES = 3_000;
    private static final int LONGEST_COMMAND = 600;
    private static final int LONGEST_VALUE = 100;
    private static final int LOG_LINES = 25;
    private static final int LONGEST_LOG = 4_000;
    /** Below this a log is not worth its heading. */
    private static final int SHORTEST_LOG = 400;

    private static final String SUMMARY = "Gates, search, other candidates, provenance, log";
    private static final String OPEN = "<details><summary>" + SUMMARY + "</summary>\n\n";
    /** The fold as a heading, which it is on servers that fold nothing. */
    private static final String HEADING = "\n#### " + SUMMARY + "\n";

    private static final String CLOSE = "\n</details>\n";

    private DetailsText() {}

    /** Where the folded part begins in a text as it stands on a forge; -1 where there is none. */
    static int begin(String text) {
        int fold = text.indexOf(OPEN);
        int heading = text.indexOf(HEADING);
        return fold >= 0 || heading < 0 ? fold : heading + 1;
    }

    /** The folded part in at most {@code room} characters; only the log gives way. */
    static String of(Proposal proposal, int room) {
        StringBuilder text = new StringBuilder(OPEN);
        gates(text, proposal);
        gateDetails(text, proposal);
        redThenGreen(text, proposal);
        search(text, proposal);
        runnersUp(text, proposal.patch().runnersUp());
        text.append("\n**Time**: ").append(stages(proposal.stages())).append(".\n");
        provenance(text, proposal);
        log(text, proposal.patch(), room - text.length() - CLOSE.length());
        return text.append(CLOSE).toString();
    }

    private static void gates(StringBuilder text, Proposal proposal) {
        text.append("**Gates**\n\n| gate | verdict | measured |\n|---|---|---|\n");
        for (Verdict verdict :
                proposal.gates().verdicts().stream().limit(MOST_GATES).toList()) {
            text.append("| `fettle/")
                    .append(verdict.gate())
                    .append("` | ")
                    .append(CheckText.outcome(proposal.gates(), verdict))
                    .append(" | ")
                    .append(Markdown.cell(verdict.title(), 200))
                    .append(" |\n");
        }
    }

    /** What a gate has to say besides its number; of very much, the first. */
    private static void gateDetails(StringBuilder text, Proposal proposal) {
        int room = LONGEST_GATES;
        for (Verdict verdict :
                proposal.gates().verdicts().stream().limit(MOST_GATES).toList()) {
            String said = said(verdict);
            if (said.isEmpty()) {
                continue;
            }
            room -= said.length();
            if (room < 0) {
                text.append("\nMore is in the checks.\n");
                return;
            }
            text.append('\n').append(said);
        }
    }

    private static String said(Verdict verdict) {
        if (verdict.detail().isBlank() && verdict.findings().isEmpty()) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("`fettle/").append(verdict.gate()).append("`: ");
        text.append(verdict.detail().isBlank() ? "found" : Markdown.prose(verdict.detail(), LONGEST_DETAIL))
                .append('\n');
        verdict.findings().stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> text.append("- ")
                        .append(
                                finding.path().equals(Verdict.Finding.NO_FILE)
                                        ? ""
                                        : Markdown.place(finding.path(), finding.line(), 160) + " ")
                        .append(Markdown.prose(finding.message(), 200))
                        .append('\n'));
        int more = verdict.findings().size() - MOST_FINDINGS;
        if (more > 0) {
            text.append("- and ").append(more).append(" more\n");
        }
        return text.toString();
    }

    /** The same test before the change and after it. A test that Fettle wrote is in the commit: only the production code goes back. */
    private static void redThenGreen(StringBuilder text, Proposal proposal) {
        if (!(proposal.patch().proof() instanceof RedGreen proof)
                || proposal.head().isEmpty()) {
            return;
        }
        String written = proposal.patch().written() == null
                ? ""
                : proposal.patch().written().path();
        String paths = proposal.patch().change().files().stream()
                .map(FileChange::path)
                .filter(path -> !path.equals(written))
                .collect(Collectors.joining(" "));
        String red = "git checkout " + proposal.head() + " && git checkout " + proposal.base() + " -- " + paths + " && "
                + proof.command();
        String green = "git checkout " + proposal.head() + " -- " + paths + " && " + proof.command();
        Optional<String> before = Markdown.command(red, LONGEST_COMMAND);
        Optional<String> after = Markdown.command(green, LONGEST_COMMAND);
        boolean plain = !paths.isEmpty()
                && proposal.patch().change().files().stream()
                        .allMatch(file -> file.path().indexOf(' ') < 0);
        if (plain && before.isPresent() && after.isPresent()) {
            text.append("\n**Red, then green**\n- before the change, red: ")
                    .append(before.get())
                    .append("\n- with it, green: ")
                    .append(after.get())
                    .append('\n');
        }
    }

    private static void search(StringBuilder text, Proposal proposal) {
        Search search = proposal.search();
        if (!search.suspects().isEmpty()) {
            text.append("\n**Where it looked first** (suspicion from 0 to 1)\n");
            search.suspects().stream()
                    .limit(MOST_LISTED)
                    .forEach(suspect ->
                            text.append("- ").append(TopText.suspect(suspect)).append('\n'));
        }
        text.append("\n**Candidates**: ")
                .append(search.generated())
                .append(" made, ")
                .append(search.compiled())
                .append(" compiled, ")
                .append(search.tried())
                .append(" run, ")
                .append(search.passed())
                .append(" passed every test");
        int behaviours = search.plausible().size();
        int further = search.passed() - behaviours;
        if (further > 0) {
            text.append(": ")
                    .append(behaviours)
                    .append(behaviours == 1 ? " behaviour, " : " that behave differently, ")
                    .append(further)
                    .append(further == 1 ? " more that only reads" : " more that only read")
                    .append(" differently");
        }
        text.append(".\n");
        if (!search.rules().isEmpty()) {
            text.append("By rule: ")
                    .append(String.join(
                            "; ",
                            search.rules().stream()
                                    .limit(MOST_RULES)
                                    .map(DetailsText::rule)
                                    .toList()))
                    .append(search.rules().size() > MOST_RULES ? "; …\n" : ".\n");
        }
        nearMisses(text, search.nearMisses());
    }

    private static String rule(RuleCount count) {
        return Markdown.code(count.rule(), 60) + " " + count.tried() + " run"
                + (count.close() == 0 ? "" : ", " + count.close() + " close")
                + (count.plausible() == 0 ? "" : ", " + count.plausible() + " passed");
    }

    private static void nearMisses(StringBuilder text, List<NearMiss> misses) {
        if (misses.isEmpty()) {
            return;
        }
        text.append("\n**Came close**\n");
        misses.stream()
                .limit(MOST_LISTED)
                .forEach(miss -> text.append("- ")
                        .append(Markdown.place(
                                miss.candidate().path(), miss.candidate().line(), 100))
                        .append(' ')
                        .append(Markdown.code(miss.candidate().summary(), 120))
                        .append(": mends ")
                        .append(miss.mended())
                        .append(" of ")
                        .append(miss.wanted())
                        .append(miss.breaks() ? ", breaks what was green" : ", breaks nothing")
                        .append('\n'));
    }

    private static void runnersUp(StringBuilder text, List<Search.Plausible> others) {
        if (others.isEmpty()) {
            return;
        }
        text.append("\n**Other edits that behave differently and pass every test**, ranked lower\n");
        others.stream().limit(MOST_LISTED).forEach(other -> {
            text.append("- ")
                    .append(Markdown.place(
                            other.candidate().path(), other.candidate().line(), 100))
                    .append(' ')
                    .append(Markdown.code(other.candidate().summary(), 120))
                    .append(", score ")
                    .append(String.format(Locale.ROOT, "%.2f", other.score()));
            if (!other.why().isEmpty()) {
                text.append(": ").append(Markdown.prose(String.join(", ", other.why()), 200));
            }
            text.append('\n');
            difference(text, other.difference());
        });
        if (others.size() > MOST_LISTED) {
            text.append("- and ").append(others.size() - MOST_LISTED).append(" more\n");
        }
    }

    /** An input that tells the two apart is what a reviewer can judge by. */
    private static void difference(StringBuilder text, @Nullable Difference difference) {
        if (difference != null) {
            text.append("  On ")
                    .append(Markdown.code(difference.call(), LONGEST_VALUE))
                    .append(" the chosen edit: ")
                    .append(Markdown.code(difference.chosen(), LONGEST_VALUE))
                    .append(", this one: ")
                    .append(Markdown.code(difference.other(), LONGEST_VALUE))
                    .append(", the original: ")
                    .append(Markdown.code(difference.original(), LONGEST_VALUE))
                    .append('\n');
        }
    }

    private static void provenance(StringBuilder text, Proposal proposal) {
        Patch patch = proposal.patch();
        text.append("\n**Provenance**: ticket ")
                .append(Markdown.code(proposal.ticket().id(), 120))
                .append(", fingerprint ")
                .append(Markdown.code(proposal.ticket().fingerprint(), 24))
                .append(deliveries(proposal.ticket()))
                .append(", base `")
                .append(proposal.base())
                .append("`, head `")
                .append(proposal.head().isEmpty() ? "not committed yet" : proposal.head())
                .append("`, patch `")
                .append(Waiver.patchOf(patch.change()))
                .append("`, engine ")
                .append(Markdown.code(patch.engine(), 40))
                .append(", confidence ")
                .append(String.format(Locale.ROOT, "%.2f", patch.confidence()))
                .append(".\n");
        List<String> limits = proposal.around().limits();
        if (!limits.isEmpty()) {
            text.append("\n**Limits in force**: ")
                    .append(String.join(", ", limits))
                    .append(".\n");
        }
        if (patch.written() != null) {
            text.append("\n**The test that Fettle wrote**: ")
                    .append(Markdown.place(patch.written().path(), 0, 160))
                    .append(". ")
                    .append(Markdown.prose(patch.written().note(), 300))
                    .append('\n');
        }
    }

    private static String deliveries(Ticket ticket) {
        String ids = ticket.metadata().getOrDefault(Ticket.DELIVERIES, "");
        return ids.isEmpty()
                ? ""
                : ", told by delivery "
                        + Stream.of(ids.split(" "))
                                .map(id -> Markdown.code(id, 60))
                                .collect(Collectors.joining(", "));
    }

    private static void log(StringBuilder text, Patch patch, int room) {
        if (!(patch.proof() instanceof RedGreen proof) || proof.red().isEmpty()) {
            return;
        }
        TestOutcome.Failure failure = proof.red().get(0).failure();
        String heading = "\n**What the failing test said**\n\n";
        int left = room - heading.length();
        if (failure == null || failure.stackTrace().isBlank() || left < SHORTEST_LOG) {
            return;
        }
        String first =
                String.join("\n", failure.stackTrace().lines().limit(LOG_LINES).toList());
        // The fence may be as long as half of what it holds.
        text.append(heading).append(Markdown.block("text", first, Math.min(LONGEST_LOG, left / 4)));
    }

    private static String stages(Map<String, Duration> stages) {
        List<String> order = Stream.of(Stage.values()).map(DetailsText::name).toList();
        return String.join(
                ", ",
                stages.entrySet().stream()
                        .sorted(Comparator.comparingInt(
                                        (Map.Entry<String, Duration> stage) -> order.indexOf(stage.getKey()))
                                .thenComparing(Map.Entry::getKey))
                        .map(stage -> Markdown.prose(stage.getKey(), 40) + " " + Words.duration(stage.getValue()))
                        .toList());
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
