package dev.fettle.gate.policy;

import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Stops what is too large to review, what touches paths that decide about trust, and what is not signed off where the repository asks for it. */
public final class PolicyGate implements Gate {
    /** In the head of a file's diff. */
    private static final Pattern LINK = Pattern.compile("(?m)^(new file mode|new mode) (120000|160000)$");

    private final ChangePolicy policy;
    private final ProtectedPaths protectedPaths;
    private final BranchCommits commits;

    public PolicyGate(ChangePolicy policy) {
        this(policy, BranchCommits.NONE);
    }

    /** @param commits the change as a person committed it */
    public PolicyGate(ChangePolicy policy, BranchCommits commits) {
        this.policy = policy;
        this.protectedPaths = new ProtectedPaths(policy.protectedPaths());
        this.commits = commits;
    }

    @Override
    public String id() {
        return "policy";
    }

    @Override
    public String summary() {
        return "The change is small enough to review, touches no protected path, and its commits follow the repository's rules.";
    }

    @Override
    public Verdict judge(GateInput input) {
        List<Finding> findings = new ArrayList<>();
        for (FileChange file : input.change().files()) {
            int line =
                    file.addedLines().isEmpty() ? 0 : file.addedLines().get(0).number();
            if (input.patch() != null && LINK.matcher(file.unifiedDiff()).find()) {
                findings.add(new Finding(
                        file.path(), line, "link", "A repair may not make a symbolic link or a submodule."));
            }
            protectedPaths
                    .protects(file.path())
                    .ifPresent(glob -> findings.add(new Finding(
                            file.path(),
                            line,
                            "protected-path",
                            "This path is protected by the rule '" + glob + "'.")));
        }
        int files = input.change().files().size();
        int lines = input.change().added() + input.change().removed();
        String size = lines + " changed " + plural(lines, "line") + " in " + files + " " + plural(files, "file");
        if (!findings.isEmpty()) {
            String title = findings.size() + " protected " + plural(findings.size(), "path") + " changed, allowed 0";
            findings.addAll(commits.findings());
            return new Verdict(id(), Outcome.FAIL, title, size + ".", findings);
        }
        if (files == 0) {
            return new Verdict(id(), Outcome.SKIPPED, "Nothing was changed", "", List.of());
        }
        findings.addAll(commits.findings());
        String limits = "Aim " + policy.aimLines() + ", warning above " + policy.warnLines() + ", stopped above "
                + policy.stopLines() + " lines or " + policy.stopFiles() + " files.";
        if (lines > policy.stopLines() || files > policy.stopFiles()) {
            String limit = lines > policy.stopLines() ? policy.stopLines() + " lines" : policy.stopFiles() + " files";
            return new Verdict(id(), Outcome.FAIL, size + ", at most " + limit, limits, findings);
        }
        int unsigned = commits.unsigned();
        if (unsigned > 0 && commits.signOffAsked()) {
            String title = unsigned + " of " + commits.messages().size() + " "
                    + plural(commits.messages().size(), "commit") + " without a sign-off, allowed 0";
            return new Verdict(id(), Outcome.FAIL, title, size + ".", findings);
        }
        Outcome outcome = lines > policy.warnLines() || !findings.isEmpty() ? Outcome.WARN : Outcome.PASS;
        String told = findings.isEmpty()
                ? ""
                : "; " + findings.size() + " " + plural(findings.size(), "remark") + " on its commits";
        return new Verdict(id(), outcome, size + ", at most " + policy.stopLines() + told, limits, findings);
    }

    private static String plural(int count, String noun) {
        return count == 1 ? noun : noun + "s";
    }
}
