package dev.fettle.app.doctor;

import dev.fettle.workspace.CloneLook;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The git directories that Fettle keeps. */
public final class ClonesCheck implements Check {
    private final Path folder;
    private final InstantSource clock;

    /** @param folder of the server's git directories */
    public ClonesCheck(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "git";
    }

    @Override
    public List<Finding> look() {
        CloneLook look = CloneLook.at(folder, clock.instant());
        List<Finding> findings = new ArrayList<>();
        if (!look.damaged().isEmpty()) {
            findings.add(Finding.broken(
                    name(),
                    "of " + look.clones() + " clones " + look.damaged().size() + " cannot be read: "
                            + String.join(", ", look.damaged()),
                    "Stop the server and delete those folders below " + folder.resolve("mirrors")
                            + ": they are only copies, and are fetched again."));
        }
        if (!look.locks().isEmpty()) {
            findings.add(Finding.warning(
                    name(),
                    "git's locks were left behind by a process that was killed: "
                            + String.join(
                                    ", ",
                                    look.locks().stream().map(Path::toString).toList()),
                    "While the server is stopped, delete them: rm "
                            + String.join(
                                    " ",
                                    look.locks().stream().map(Path::toString).toList())));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good(
                    name(), look.clones() + " clones, each can be read; " + look.trees() + " trees checked out"));
        }
        return findings;
    }
}
