package dev.fettle.gate.secret;

import dev.fettle.base.SecretShapes;
import dev.fettle.base.TokenChecksum;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.HeadFiles;
import dev.fettle.gate.SecretFindings;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Moves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds secrets in the lines that a change adds, files that look like they hold one, and data of persons. A finding says what it is and where, never its value. The
 * whole file is searched, so that a secret that runs over several lines is seen; only what touches an added line counts, and what moved with its file is not added.
 *
 * <p>A person may allow a finding as with gitleaks: by {@code gitleaks:allow} on its line, or by the allow lists of {@code .gitleaks.toml}. What Fettle wrote is allowed
 * only by what the base says.
 */
public final class SecretScanGate implements Gate {
    private final SecretShapes shapes;
    private final HeadFiles head;
    private final PrivateDataRule persons = new PrivateDataRule();

    /** Where nothing but the change is at hand, or a tree comes with it. */
    public SecretScanGate(SecretShapes shapes) {
        this(shapes, HeadFiles.NONE);
    }

    /** @param head the files of the judged state, for changes that come without a tree */
    public SecretScanGate(SecretShapes shapes, HeadFiles head) {
        this.shapes = shapes;
        this.head = head;
    }

    @Override
    public String id() {
        return "secret-scan";
    }

    @Override
    public String summary() {
        return "The added lines hold no key, token, password or other secret, and no data of persons.";
    }

    @Override
    public Verdict judge(GateInput input) {
        HeadFiles files = input.workspace() == null ? head : input.workspace()::read;
        Allowances allowances = Allowances.of(input, files);
        List<Finding> findings = new ArrayList<>();
        allowances.mistakes().forEach(mistake -> findings.add(new Finding(AllowList.FILE, 0, "allow-list", mistake)));
        SecretFiles.look(input.change(), files, findings);
        for (FileChange file : Moves.of(input.change()).followed().files()) {
            scan(file, allowances, findings);
            persons.look(file, findings);
        }
        long secrets = findings.stream().filter(SecretFindings::stops).count();
        int added = input.change().added();
        if (secrets == 0) {
            String title = "0 secrets in " + added + " added line" + (added == 1 ? "" : "s")
                    + (findings.isEmpty() ? "" : ", " + plural(findings.size(), "thing") + " to look at");
            return new Verdict(id(), findings.isEmpty() ? Outcome.PASS : Outcome.WARN, title, "", findings);
        }
        return new Verdict(
                id(),
                Outcome.FAIL,
                plural((int) secrets, "secret") + " in added lines, allowed 0",
                "Take the value out of the code, and revoke it where it was real. Values are never shown here.",
                findings);
    }

    private void scan(FileChange file, Allowances allowances, List<Finding> findings) {
        String text = file.after();
        if (text == null || file.addedLines().isEmpty()) {
            return;
        }
        AddedText added = AddedText.of(file);
        for (SecretShapes.Found found : shapes.find(text)) {
            String value = text.substring(found.start(), found.end());
            String sum = TokenChecksum.holds(value).orElse(false) ? "; its checksum holds, so it was handed out" : "";
            report(added, allowances, found.start(), found.end(), value, found.kind(), sum, findings);
        }
        Disguises.Joined joined = Disguises.joined(text);
        if (joined.text().length() < text.length()) {
            for (SecretShapes.Found found : shapes.find(joined.text())) {
                report(
                        added,
                        allowances,
                        joined.origin()[found.start()],
                        joined.origin()[found.end() - 1] + 1,
                        joined.text().substring(found.start(), found.end()),
                        found.kind(),
                        ", put together from parts",
                        findings);
            }
        }
        for (FileChange.Line line : file.addedLines()) {
            for (String decoded : Disguises.decoded(line.text())) {
                for (SecretShapes.Found found : shapes.find(decoded)) {
                    String value = decoded.substring(found.start(), found.end());
                    if (!allowances.allow(file, line.text(), value) && added.first(line.number())) {
                        findings.add(finding(file, line.number(), found.kind(), ", in another encoding"));
                    }
                }
            }
        }
    }

    private static void report(
            AddedText added,
            Allowances allowances,
            int start,
            int end,
            String value,
            String kind,
            String how,
            List<Finding> findings) {
        Optional<Integer> line = added.touched(start, end);
        if (line.isPresent()
                && !allowances.allow(added.file(), added.line(line.get()), value)
                && added.first(line.get())) {
            findings.add(finding(added.file(), line.get(), kind, how));
        }
    }

    private static Finding finding(FileChange file, int line, String kind, String how) {
        return new Finding(file.path(), line, kind, "Looks like a secret of the kind " + kind + how + ".");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
