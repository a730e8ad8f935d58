package dev.fettle.app;

import dev.fettle.app.doctor.DiskCheck;
import dev.fettle.app.doctor.Finding;
import dev.fettle.app.doctor.State;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a disk that a server writes to fills up: logged once when it begins and when it gets worse, and said for as long as it lasts. */
final class DiskWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final Set<String> looked;
    private final DiskCheck check;
    /** What was logged last of each folder, in the order in which they are looked at. */
    private List<State> logged = List.of();

    /** @param folders what each is for, and where it is */
    DiskWatch(Map<String, Path> folders, DiskCheck.Room room) {
        this.looked = Set.copyOf(folders.keySet());
        this.check = new DiskCheck(folders, room);
    }

    /** What the folders are for that are looked at. */
    Set<String> looked() {
        return looked;
    }

    /** Of the disks of these folders, each of them once. */
    static DiskWatch ofDisks(Map<String, Path> folders) {
        Map<String, Path> chosen = new TreeMap<>();
        Set<FileStore> seen = new HashSet<>();
        new TreeMap<>(folders).forEach((what, folder) -> {
            try {
                if (seen.add(Files.getFileStore(DiskCheck.there(folder)))) {
                    chosen.put(what, folder);
                }
            } catch (IOException e) {
                // The look itself says that it cannot be looked at.
                chosen.put(what, folder);
            }
        });
        return new DiskWatch(chosen, DiskCheck.Room.ofFileSystem());
    }

    /** What is wrong now and what to do, a sentence each. */
    List<String> warnings() {
        return check.look().stream()
                .filter(finding -> finding.state() != State.GOOD)
                .map(DiskWatch::sentence)
                .toList();
    }

    /** Logs what has changed since the last look. */
    synchronized void look() {
        List<Finding> findings = check.look();
        for (int i = 0; i < findings.size(); i++) {
            State before = logged.isEmpty() ? State.GOOD : logged.get(i);
            Finding finding = findings.get(i);
            if (finding.state() == before) {
                continue;
            }
            if (finding.state() == State.GOOD) {
                LOG.info("There is room again. {}", finding.seen());
            } else {
                LOG.warn("{}", sentence(finding));
            }
        }
        logged = findings.stream().map(Finding::state).toList();
    }

    private static String sentence(Finding finding) {
        return "A disk fills up. " + finding.seen() + ". " + finding.advice();
    }
}
