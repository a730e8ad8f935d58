package dev.fettle.gate.secret;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.HeadFiles;
import dev.fettle.gate.SecretFindings;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Moves;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds secrets in the lines that a change adds, files that look like they hold one, and data of persons. A finding says what it is and where, never its value. The
 * whole file is searched, so that a secret that runs over several lines is seen; only what touches an added line counts, and what moved with its file is not added.
 *
 * <p>Of a file that is no text what can be read is searched, and of an archive its entries; what was not looked into is told.
 *
 * <p>Of a person's branch its commits are searched as well: what one of them adds and a later one removes stays in the history, and so does a message.
 *
 * <p>A person may allow a finding as with gitleaks: by {@code gitleaks:allow} on its line, or by the allow lists of {@code .gitleaks.toml}. What Fettle wrote is allowed
 * only by what the base says.
 */
public final class SecretScanGate implements Gate {
    /** What was added and not looked into. */
    private static final String NOT_SEARCHED = "not-searched";

    private final SecretShapes shapes;
    private final HeadFiles head;
    private final Sightings sightings;
    private final OpaqueFiles opaque;
    private final PrivateDataRule persons = new PrivateDataRule();

    /** Where nothing but the change is at hand, or a tree comes with it. */
    public SecretScanGate(SecretShapes shapes) {
        this(shapes, HeadFiles.NONE);
    }

    /** @param head the files of the judged state, for changes that come without a tree */
    public SecretScanGate(SecretShapes shapes, HeadFiles head) {
        this.shapes = shapes;
        this.head = head;
        this.sightings = new Sightings(shapes);
        this.opaque = new OpaqueFiles(shapes, sightings);
    }

    private HeadFiles files(GateInput input) {
        return input.workspace() != null || head == HeadFiles.NONE ? input.files() : head;
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
        HeadFiles files = files(input);
        Allowances allowances = Allowances.of(input, files);
        List<Finding> findings = new ArrayList<>();
        allowances.mistakes().forEach(mistake -> findings.add(new Finding(AllowList.FILE, 0, "allow-list", mistake)));
        SecretFiles.look(input.change(), files, findings);
        Set<String> values = new HashSet<>();
        int searched = 0;
        for (FileChange file : Moves.of(input.change()).followed().files()) {
            for (Sightings.Sighting seen : sightings.in(file, allowances)) {
                values.add(seen.value());
                findings.add(new Finding(file.path(), seen.line(), seen.kind(), seen.sentence()));
            }
            persons.look(file, findings);
            OpaqueFiles.Looked looked = opaque.in(file, allowances);
            searched += looked.searched() ? 1 : 0;
            for (Sightings.Sighting seen : looked.seen()) {
                values.add(seen.value());
                findings.add(new Finding(file.path(), 0, seen.kind(), seen.sentence()));
            }
            looked.unread().ifPresent(unread -> findings.add(new Finding(file.path(), 0, NOT_SEARCHED, unread)));
        }
        List<Finding> onTheWay = input.patch() != null
                ? List.of()
                : new SecretsOnTheWay(sightings, opaque, shapes, allowances, values)
                        .in(input.branch().history(), input.change());
        findings.addAll(onTheWay);
        long secrets = findings.stream().filter(SecretFindings::stops).count();
        if (secrets == 0) {
            String title = "0 secrets in " + looked(input.change(), searched)
                    + (findings.isEmpty() ? "" : ", " + plural(findings.size(), "thing") + " to look at");
            return new Verdict(id(), findings.isEmpty() ? Outcome.PASS : Outcome.WARN, title, "", findings);
        }
        return new Verdict(
                id(),
                Outcome.FAIL,
                plural((int) secrets, "secret") + " in added lines"
                        + (searched == 0 ? "" : " and files that are no text")
                        + (onTheWay.isEmpty() ? "" : " and commits")
                        + ", allowed 0",
                "Take the value out of the code, and revoke it where it was real. Values are never shown here.",
                findings);
    }

    private static String looked(Change change, int binaries) {
        return plural(change.added(), "added line")
                + (binaries == 0
                        ? ""
                        : " and " + plural(binaries, "file") + " that " + (binaries == 1 ? "is" : "are") + " no text");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
