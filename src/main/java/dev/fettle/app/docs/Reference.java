package dev.fettle.app.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.app.config.EffectiveSettings.Explained;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.NamedReason;
import dev.fettle.gate.Gate;
import dev.fettle.propose.RiskWeights;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.template.rule.Rule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * The pages of {@code docs/reference}: made of the code, so that they cannot say anything else than it does.
 *
 * @param keys the server's settings with their defaults, and in place of the source the environment variable, "" for none
 * @param gates in the order in which they are shown
 */
public record Reference(
        CommandLine command, List<Explained> keys, List<Gate> gates, List<Rule> rules, ObjectNode openApi) {
    private static final String MADE =
            "<!-- Made by the code: `./fettle docs reference` writes it anew, and a test compares. Change the code, not this page. -->\n\n";

    public Reference {
        keys = List.copyOf(keys);
        gates = List.copyOf(gates);
        rules = List.copyOf(rules);
    }

    /** Each file's text by its name. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("commands.md", MADE + new CommandPage(command).text());
        files.put("configuration.md", MADE + configuration());
        files.put("gates.md", MADE + gatePage());
        files.put("openapi.json", openApi.toPrettyString() + "\n");
        files.put("reasons.md", MADE + reasons());
        files.put("risk.md", MADE + risk());
        files.put("rules.md", MADE + rulePage());
        return files;
    }

    private String configuration() {
        StringBuilder page = new StringBuilder("""
                # Every setting of the server

                In the order of `./fettle config explain`, which shows the values in force. [`configuration.md`](../configuration.md) says what each means.

                | key | default | environment |
                |---|---|---|
                """);
        keys.forEach(key -> page.append("| `")
                .append(key.key())
                .append("` | ")
                .append(key.value().isEmpty() ? "" : "`" + cell(key.value()) + "`")
                .append(" | ")
                .append(key.source().isEmpty() ? "" : "`" + key.source() + "`")
                .append(" |\n"));
        return page.toString();
    }

    private String gatePage() {
        StringBuilder page = new StringBuilder("""
                # Every gate

                With the defaults. Each has a page with what it measures, its threshold, its outcomes and an example.

                | gate | what it checks |
                |---|---|
                """);
        gates.forEach(gate -> page.append("| [`%s`](../gates/%s.md) | %s |%n"
                .formatted(gate.id(), gate.id(), cell(gate.summary()))
                .replace("\r\n", "\n")));
        return page.toString();
    }

    private String rulePage() {
        StringBuilder page = new StringBuilder("""
                # Every rule of the repair engine

                The weight is what is held of a rule before anything is learned: 0 to 1, relative to the others.

                | rule | weight | the mistake that it mends |
                |---|---|---|
                """);
        rules.stream()
                .sorted(Comparator.comparing(Rule::name))
                .forEach(rule -> page.append("| [`")
                        .append(rule.name())
                        .append("`](../rules/")
                        .append(rule.name())
                        .append(".md) | ")
                        .append(rule.prior())
                        .append(" | ")
                        .append(cell(rule.example().mistake()))
                        .append(" |\n"));
        return page.toString();
    }

    private static String risk() {
        StringBuilder page = new StringBuilder("""
                # High-risk tickets: criteria and weights

                The risk of a patch is 1 plus the points below, rounded, from 1 to 10. A pull request shows the three heaviest; the ticket's page, `./fettle fix --json` and the API's gate report show all.
                Above `max_risk_level` (7) a patch waits for a person before anything is opened: `./fettle tickets approve ID`, `/fettle approve`, or the label `fettle:approved`.
                [`how-it-decides.md`](../how-it-decides.md#risk) says how each is measured, and what it does where it cannot be.

                | reason | points |
                |---|---|
                """);
        RiskWeights.rows()
                .forEach(row -> page.append("| ")
                        .append(cell(row.reason()))
                        .append(" | ")
                        .append(row.weight())
                        .append(" |\n"));
        return page.append("""

                        ## What the number does not say

                        - The points are set by hand. `./fettle status` and the page Trust show, by risk level, what became of what was proposed, so that it can be seen whether they hold; before five proposals of a
                          level were decided, nobody knows.
                        - It is about a patch, not about the fault: a low number says that the change is small, seen by tests and easy to take back, not that it is right. A patch that passes every test can be wrong
                          ([what is known of all repair tools](../comparison.md#what-is-known-of-all-of-them)).
                        - Callers are counted by name and in this project only; who calls a library from outside is not seen. What could not be measured adds nothing, and stands under "not checked".
                        - Before there is a patch, a ticket's risk is a guess from its kind and its evidence; the patch's own number takes its place.

                        ## Beside other bots

                        Others put numbers to other things. Renovate's [Merge Confidence](https://docs.renovatebot.com/merge-confidence/) tells of an update of a dependency how old it is, how many have
                        adopted it and how often tests passed with it, among the users of its app: figures that Fettle cannot have, since each of its patches is made once. Sentry's
                        [Autofix](https://docs.sentry.io/product/ai-in-sentry/seer/autofix/) starts by itself on issues that it scores as likely to be fixed: that is about the issue, not about the change. In the
                        documents that we [read](../comparison.md) we found no bot that gives a number with its reasons and their weights for the change itself. In return Fettle, which looks at tests, callers
                        and history, knows nothing of what a change means to the people who use it: that is what your review is for.
                        """).toString();
    }

    private static String reasons() {
        return "# Every reason why nothing happens, or not yet\n\nA ticket that waits or was given up has one of these names.\n\n"
                + table(WaitingReason.values())
                + "\n## Of a repair that ended without a patch\n\n"
                + repairs();
    }

    private static String repairs() {
        StringBuilder table = new StringBuilder("| name | what it says | what would unblock it |\n|---|---|---|\n");
        for (RepairReason reason : RepairReason.values()) {
            table.append("| `")
                    .append(reason.name())
                    .append("` | ")
                    .append(cell(reason.sentence()))
                    .append(" | ")
                    .append(cell(reason.unblocks()))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String table(NamedReason[] reasons) {
        StringBuilder table = new StringBuilder("| name | what it says |\n|---|---|\n");
        Arrays.stream(reasons)
                .forEach(reason -> table.append("| `")
                        .append(reason.name())
                        .append("` | ")
                        .append(cell(reason.sentence()))
                        .append(" |\n"));
        return table.toString();
    }

    static String cell(String text) {
        return text.replace("|", "\\|")
                .replace("<", "&lt;")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
