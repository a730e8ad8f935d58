package dev.fettle.improve.scan;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.SecretFindings;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.intake.Signal;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.Workspace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets in the files of the tree: each kind in each file once. Kind and place are told, the value never. */
public final class SecretsInTree implements ScanSource {
    /** Files that are judged at once: as much as is held in memory. */
    private static final int BATCH = 100;

    /** Characters; larger files are data, and are told of. */
    private static final int LARGEST = 1 << 20;

    /** What git tracks for long under such a name may be there on purpose: its text is looked at like any other. */
    private static final String NAME_ONLY = "secret-file";

    private final Gate secrets;
    private final InstantSource clock;

    /** @param secrets the gate that finds secrets in a change */
    public SecretsInTree(Gate secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public boolean on(RepositorySettings settings) {
        return settings.qualityGates().secretScan();
    }

    @Override
    public boolean ofTheTree() {
        return true;
    }

    @Override
    public Looked look(Place place) {
        Workspace tree = place.tree();
        Map<String, Sighting> sightings = new LinkedHashMap<>();
        Map<String, List<Finding>> toLookAt = new TreeMap<>();
        List<String> unread = new ArrayList<>();
        List<FileChange> batch = new ArrayList<>();
        for (String path : tree.files()) {
            Optional<String> text = tree.read(path).filter(read -> read.length() <= LARGEST);
            if (text.isEmpty()) {
                unread.add(path);
            }
            // One that is no text is judged by its name.
            batch.add(text.map(all -> FileChange.whole(path, all))
                    .orElseGet(
                            () -> new FileChange(path, FileChange.Kind.ADDED, null, null, List.of(), List.of(), "")));
            if (batch.size() == BATCH) {
                judge(batch, place, tree, sightings, toLookAt);
                batch.clear();
            }
        }
        judge(batch, place, tree, sightings, toLookAt);
        List<Left> left = new ArrayList<>();
        toLookAt.forEach((kind, findings) -> left.add(new Left(name(), ScanReason.TO_LOOK_AT, told(kind, findings))));
        if (!unread.isEmpty()) {
            left.add(new Left(name(), ScanReason.NOT_READ, unread.size() + " files, such as " + unread.get(0)));
        }
        // What is gone from the tree is still in the history.
        return new Looked(List.copyOf(sightings.values()), left, false);
    }

    private void judge(
            List<FileChange> batch,
            Place place,
            Workspace tree,
            Map<String, Sighting> sightings,
            Map<String, List<Finding>> toLookAt) {
        Change change = new Change(tree.base(), "", batch);
        for (Finding finding : secrets.judge(new GateInput(change, tree, null)).findings()) {
            if (SecretFindings.stops(finding) && !finding.kind().equals(NAME_ONLY)) {
                Signal signal = new Signal.SecretPushed(
                        place.repository(), clock.instant(), finding.kind(), finding.path(), finding.line(), "");
                sightings.putIfAbsent(finding.kind() + " " + finding.path(), new Sighting(signal, false));
            } else {
                toLookAt.computeIfAbsent(finding.kind(), kind -> new ArrayList<>())
                        .add(finding);
            }
        }
    }

    private static String told(String kind, List<Finding> findings) {
        Finding first = findings.get(0);
        String place = first.path() + (first.line() > 0 ? ":" + first.line() : "");
        return kind.replace('-', ' ') + ": " + place
                + (findings.size() > 1 ? " and " + (findings.size() - 1) + " more" : "");
    }
}
