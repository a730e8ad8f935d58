package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bars of coverage that a build asks for and that a change lowers. */
final class LowerBars {
    private static final Pattern BAR = Pattern.compile(
            "(?:^\\s*|[{,]\\s*)(<(?:minimum|mutationThreshold|coverageThreshold|testStrengthThreshold|lineRate|branchRate|totalLineRate|totalBranchRate)>|fail_under\\s*=|(?:target|threshold)\\s*:|minimum\\s*=|\"?(?:branches|functions|lines|statements)\"?\\s*:)\\s*['\"]?([0-9]{1,9}(?:\\.[0-9]{1,9})?)");

    private LowerBars() {}

    static void look(FileChange file, List<Finding> findings) {
        for (Line now : file.addedLines()) {
            Matcher after = BAR.matcher(now.text());
            if (after.find() && file.removedLines().stream().anyMatch(old -> higher(old, after))) {
                findings.add(new Finding(file.path(), now.number(), "threshold", "Less coverage is asked for."));
            }
        }
    }

    private static boolean higher(Line old, Matcher after) {
        Matcher before = BAR.matcher(old.text());
        return before.find()
                && before.group(1).equals(after.group(1))
                && Double.parseDouble(before.group(2)) > Double.parseDouble(after.group(2));
    }
}
