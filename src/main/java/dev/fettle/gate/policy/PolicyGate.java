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

/**
 * Stops what is too large to review, a repair that touches paths that decide about trust, a person's change by which nobody has to agree any more, and what is not signed
 * off where the repository asks for it. That a person changes the CI is only pointed out: it is theirs to change.
 */
public final class PolicyGate implements Gate {
    /** In the head of a file's diff. */
    private static final Pattern LINK = Pattern.compile("(?m)^(new file mode|new mode) (120000|160000)$");

    private static final String PROTECTED = "protected-path";

    private final ChangePolicy policy;
    private final ProtectedPaths protectedPaths;

    public PolicyGate(ChangePolicy policy) {
        this.policy = policy;
        this.protectedPaths = new ProtectedPaths(policy.protectedPaths());
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
        BranchCommits commits = new BranchCommits(input.branch().history());
        List<Finding> findings = new ArrayList<>();
        List<Finding> trust = new ArrayList<>();
        List<Finding> paths = new ArrayList<>();
        for (FileChange file : input.change().files()) {
            int line =
                    file.addedLines().isEmpty() ? 0 : file.addedLines().get(0).number();
            if (input.patch() != null && LINK.matcher(file.unifiedDiff()).find()) {
                findings.add(new Finding(
                        file.path(), line, "link", "A repair may not make a symbolic link or a submodule."));
            }
            protectedPaths
                    .protects(file.path())
                    .ifPresent(glob -> paths.add(new Finding(
                            file.path(),
                            line,
                            input.patch() != null ? PROTECTED : "trusted-path",
                            input.patch() != null
                                    ? "This path is protected by the rule '" + glob + "'."
                                    : "This path decides about trust (rule '" + glob + "'): look twice.")));
            if (input.patch() == null) {
                LostTrust.look(file, trust);
            }
            TurnedText.look(file, input.patch() == null ? trust : findings);
        }
        ReviewedSize reviewed = ReviewedSize.of(input.change());
        int files = reviewed.files();
        int lines = reviewed.lines();
        String size = reviewed.text();
        if (input.patch() != null && !(paths.isEmpty() && findings.isEmpty())) {
            findings.addAll(paths);
            String title = findings.size() + " protected " + plural(findings.size(), "path") + " changed, allowed 0";
            return new Verdict(id(), Outcome.FAIL, title, size + ".", findings);
        }
        if (input.change().files().isEmpty()) {
            return new Verdict(id(), Outcome.SKIPPED, "Nothing was changed", "", List.of());
        }
        if (!trust.isEmpty()) {
            findings.addAll(trust);
            findings.addAll(paths);
            findings.addAll(commits.findings());
            return new Verdict(id(), Outcome.FAIL, trust.get(0).message(), size + ".", findings);
        }
        findings.addAll(paths);
        findings.addAll(commits.findings());
        String limits = "Aim " + policy.aimLines() + ", warning above " + policy.warnLines() + ", stopped above "
                + policy.stopLines() + " lines or " + policy.stopFiles() + " files.";
        if (lines > policy.stopLines() || files > policy.stopFiles()) {
            String limit = lines > policy.stopLines() ? policy.stopLines() + " lines" : policy.stopFiles() + " files";
            return new Verdict(id(), Outcome.FAIL, size + ", at most " + limit, limits, findings);
        }
        int unsigned = commits.unsigned();
        if (unsigned > 0 && commits.signOffAsked()) {
            String title = unsigned + " of " + commits.count() + " " + plural(commits.count(), "commit")
                    + " without a sign-off, allowed 0";
            return new Verdict(id(), Outcome.FAIL, title, size + ".", findings);
        }
        Outcome outcome = lines > policy.warnLines() || !findings.isEmpty() ? Outcome.WARN : Outcome.PASS;
        int remarks = findings.size() - paths.size();
        String told = (paths.isEmpty() ? "" : "; " + paths.size() + " protected " + plural(paths.size(), "path"))
                + (remarks == 0 ? "" : "; " + remarks + " " + plural(remarks, "remark") + " on its commits");
        return new Verdict(id(), outcome, size + ", at most " + policy.stopLines() + told, limits, findings);
    }

    private static String plural(int count, String noun) {
        return count == 1 ? noun : noun + "s";
    }
}
