package dev.fettle.web;

import dev.fettle.web.Views.DiffLine;
import java.util.ArrayList;
import java.util.List;

/** Cuts a unified diff into lines that say what they are. */
final class Diffs {
    private static final int MOST_LINES = 5_000;

    private Diffs() {}

    static List<DiffLine> lines(String unified) {
        if (unified.isEmpty()) {
            return List.of();
        }
        List<DiffLine> lines = new ArrayList<>();
        boolean head = true;
        for (String line : unified.split("\n", -1)) {
            if (lines.size() == MOST_LINES) {
                lines.add(new DiffLine("file", "… the rest is not shown"));
                break;
            }
            if (line.startsWith("diff --git ")) {
                head = true;
            } else if (line.startsWith("@@")) {
                head = false;
            }
            lines.add(new DiffLine(kind(line, head), line));
        }
        if (lines.get(lines.size() - 1).text().isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    static int count(List<DiffLine> lines, String kind) {
        return (int) lines.stream().filter(line -> line.kind().equals(kind)).count();
    }

    private static String kind(String line, boolean head) {
        if (head) {
            return "file";
        }
        if (line.startsWith("@@")) {
            return "hunk";
        }
        return line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : "same";
    }
}
