package dev.fettle.gate.loop;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.BranchHistory.Step;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import dev.fettle.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A change that takes back what an earlier one of Fettle's did to the same lines, so that they go back and forth: it is for a person to say which of the two is right. */
final class BackAndForth {
    static final String KIND = "back-and-forth";

    private static final Pattern OURS = Pattern.compile("(?m)^Fettle-Ticket: ([A-Za-z0-9_.-]{1,100})$");
    private static final int MOST = 100;
    private static final int SHORT_ID = 8;

    /** Characters; a bracket comes and goes with anything. */
    private static final int TELLING = 8;

    private BackAndForth() {}

    static Optional<Finding> in(Change change, Workspace workspace) {
        if (change.files().stream().noneMatch(file -> file.removed() > 0)) {
            return Optional.empty();
        }
        for (Step step : workspace.steps(message -> OURS.matcher(message).find(), MOST)) {
            for (FileChange file : change.files()) {
                boolean undone = step.change().files().stream()
                        .filter(one -> one.path().equals(file.path()))
                        .anyMatch(one -> undone(file, one));
                if (undone) {
                    return Optional.of(finding(step, file));
                }
            }
        }
        return Optional.empty();
    }

    private static Finding finding(Step step, FileChange file) {
        Matcher ours = OURS.matcher(step.message());
        String ticket = ours.find() ? ours.group(1) : "";
        int line = file.addedLines().isEmpty()
                ? file.removedLines().get(0).number()
                : file.addedLines().get(0).number();
        return new Finding(
                file.path(),
                line,
                KIND,
                "These lines go back and forth: commit " + step.id().substring(0, SHORT_ID) + " of ticket " + ticket
                        + " brought what this takes back.");
    }

    /** All that is taken out was brought then, and all that is brought was taken out then; a change that only takes out takes out all of it. */
    private static boolean undone(FileChange now, FileChange then) {
        Set<String> out = telling(now.removedLines());
        Set<String> in = telling(now.addedLines());
        Set<String> broughtThen = telling(then.addedLines());
        boolean back =
                broughtThen.containsAll(out) && telling(then.removedLines()).containsAll(in);
        return !out.isEmpty() && back && (!in.isEmpty() || out.equals(broughtThen));
    }

    private static Set<String> telling(List<Line> lines) {
        Set<String> texts = new HashSet<>();
        lines.stream()
                .map(line -> line.text().replaceAll("\\s+", ""))
                .filter(text -> text.length() >= TELLING)
                .forEach(texts::add);
        return texts;
    }
}
