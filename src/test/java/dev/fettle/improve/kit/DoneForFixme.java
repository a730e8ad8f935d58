package dev.fettle.improve.kit;

import dev.fettle.repair.Analyser.Finding;
import dev.fettle.repair.Problem;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.RuleFixer;
import dev.fettle.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Knows one rule, {@code no-fixme}: where a file says FIXME, DONE was meant. */
public final class DoneForFixme implements RuleFixer {
    public static final String RULE = "no-fixme";

    private static final String WORD = "FIXME";

    @Override
    public String name() {
        return "words 1";
    }

    @Override
    public boolean knows(String rule) {
        return rule.equals(RULE);
    }

    @Override
    public Outcome fix(Problem problem, String rule, String path, Duration limit) {
        Workspace tree = problem.workspace();
        String text = tree.read(path).orElse("");
        if (!text.contains(WORD)) {
            return new NotFixed(RepairReason.NOTHING_FOUND, "no " + WORD + " in " + path, false);
        }
        List<Finding> before = tree.files().stream()
                .filter(file ->
                        Objects.requireNonNull(tree.read(file).orElse("")).contains(WORD))
                .map(file -> new Finding(RULE, file, 1, "medium", "A FIXME", "// DONE"))
                .toList();
        List<Finding> after =
                before.stream().filter(one -> !one.path().equals(path)).toList();
        return new Fixed(text.replace(WORD, "DONE"), before, after);
    }
}
