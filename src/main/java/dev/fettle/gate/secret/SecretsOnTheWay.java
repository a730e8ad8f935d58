package dev.fettle.gate.secret;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.BranchHistory;
import dev.fettle.workspace.BranchHistory.Step;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Moves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the commits of a branch say that its last state no longer shows: a secret that was taken out again, or one in a message. Whoever fetches the branch has them. */
final class SecretsOnTheWay {
    private static final int SHORT_ID = 8;
    private static final int MOST = 50;

    private final Sightings sightings;
    private final OpaqueFiles opaque;
    private final SecretShapes shapes;
    private final Allowances allowances;
    private final Set<String> told;

    /** @param known values that are told of already */
    SecretsOnTheWay(
            Sightings sightings, OpaqueFiles opaque, SecretShapes shapes, Allowances allowances, Set<String> known) {
        this.sightings = sightings;
        this.opaque = opaque;
        this.shapes = shapes;
        this.allowances = allowances;
        this.told = new HashSet<>(known);
    }

    /** @param all what the branch comes to in the end */
    List<Finding> in(BranchHistory history, Change all) {
        List<Finding> findings = new ArrayList<>();
        Set<String> stillThere = new HashSet<>();
        all.files().stream()
                .filter(file -> file.kind() != FileChange.Kind.DELETED)
                .map(FileChange::path)
                .forEach(stillThere::add);
        List<Step> oldestFirst = new ArrayList<>(history.steps());
        Collections.reverse(oldestFirst);
        oldestFirst.addAll(history.merges());
        for (Step step : oldestFirst) {
            if (findings.size() < MOST) {
                message(step, findings);
                contents(step, findings);
                files(step, stillThere, findings);
            }
        }
        return findings;
    }

    private void message(Step step, List<Finding> findings) {
        for (SecretShapes.Found found : shapes.find(step.message())) {
            if (told.add(step.message().substring(found.start(), found.end()))) {
                findings.add(finding(
                        step,
                        found.kind(),
                        "in its message something that looks like a secret of the kind " + found.kind()));
            }
        }
    }

    private void contents(Step step, List<Finding> findings) {
        for (FileChange file : Moves.of(step.change()).followed().files()) {
            List<Sightings.Sighting> all = new ArrayList<>(sightings.in(file, allowances));
            all.addAll(opaque.in(file, allowances).seen());
            for (Sightings.Sighting seen : all) {
                if (told.add(seen.value())) {
                    findings.add(finding(
                            step,
                            seen.kind(),
                            "at " + file.path() + (seen.line() > 0 ? ":" + seen.line() : "")
                                    + " what looks like a secret of the kind " + seen.kind() + seen.how()
                                    + ", and a later one takes it out"));
                }
            }
        }
    }

    private void files(Step step, Set<String> stillThere, List<Finding> findings) {
        for (String path : SecretFiles.added(step.change())) {
            if (!stillThere.contains(path) && told.add(path)) {
                findings.add(finding(
                        step,
                        SecretFiles.ADDED,
                        "the file " + path + ", whose name usually means a secret, and a later one takes it out"));
            }
        }
    }

    private static Finding finding(Step step, String kind, String what) {
        String id = step.id().substring(0, Math.min(SHORT_ID, step.id().length()));
        return new Finding(
                Finding.NO_FILE,
                0,
                kind,
                "Commit " + id + " has " + what + ": it stays in the history. Revoke it, and rewrite the branch.");
    }
}
