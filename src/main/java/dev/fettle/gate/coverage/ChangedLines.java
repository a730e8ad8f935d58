package dev.fettle.gate.coverage;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Moves;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The added lines of a change that have code, and which of them tests ran. What only moved with its file is not added.
 *
 * @param code how many have code
 * @param ran how many of these were run
 * @param missed the others, next to each other as one
 */
record ChangedLines(int code, int ran, List<Finding> missed) {
    static ChangedLines of(Change change, LineCoverage coverage) {
        int code = 0;
        int ran = 0;
        List<Finding> missed = new ArrayList<>();
        for (FileChange file : Moves.of(change).followed().files()) {
            SortedMap<Integer, Boolean> lines = coverage.of(file.path());
            List<Integer> open = new ArrayList<>();
            for (FileChange.Line line : file.addedLines()) {
                Boolean hit = lines.get(line.number());
                if (hit != null) {
                    code++;
                    ran += hit ? 1 : 0;
                    if (!hit) {
                        open.add(line.number());
                    }
                }
            }
            gather(file.path(), open, missed);
        }
        return new ChangedLines(code, ran, missed);
    }

    private static void gather(String path, List<Integer> lines, List<Finding> into) {
        for (int i = 0; i < lines.size(); i++) {
            int first = lines.get(i);
            while (i + 1 < lines.size() && lines.get(i + 1) == lines.get(i) + 1) {
                i++;
            }
            int last = lines.get(i);
            String message =
                    last == first ? "No test runs this line." : "No test runs the lines " + first + " to " + last + ".";
            into.add(new Finding(path, first, "not-covered", message));
        }
    }

    /** 1 where there is nothing to run. */
    double ratio() {
        return code == 0 ? 1 : ran / (double) code;
    }
}
