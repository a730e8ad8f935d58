package dev.fettle.gate.policy;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Kind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a person's change takes from those who have to agree, or gives to whoever opens a pull request. */
final class LostTrust {
    private static final Pattern WORKFLOW = Pattern.compile("\\.(?:github|gitea|forgejo)/workflows/.*\\.ya?ml");
    /** Runs with the repository's own rights on what strangers propose. */
    private static final Pattern RIGHTS = Pattern.compile(
            "^\\s*(?:-\\s*)?pull_request_target\\s*:?\\s*(?:#.*)?$|\\bon\\s*:.*\\bpull_request_target\\b|\\bpermissions\\s*:\\s*write-all\\b");

    private LostTrust() {}

    static void look(FileChange file, List<Finding> findings) {
        String path = file.path().toLowerCase(Locale.ROOT);
        if (path.endsWith("codeowners") && file.kind() == Kind.DELETED) {
            findings.add(new Finding(file.path(), 0, "review-rule", "Nobody has to agree to changes any more."));
        }
        if (WORKFLOW.matcher(path).matches()) {
            file.addedLines().stream()
                    .filter(line -> RIGHTS.matcher(line.text()).find())
                    .filter(line -> file.removedLines().stream()
                            .noneMatch(
                                    old -> old.text().strip().equals(line.text().strip())))
                    .forEach(line -> findings.add(new Finding(
                            file.path(),
                            line.number(),
                            "ci-rights",
                            "The CI gets more rights than its work needs, also for what strangers propose.")));
        }
    }
}
