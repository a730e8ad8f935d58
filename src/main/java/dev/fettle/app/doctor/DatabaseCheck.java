package dev.fettle.app.doctor;

import dev.fettle.store.sql.StoreLook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the database is there, whole, of this version, and closed to others. */
public final class DatabaseCheck implements Check {
    private final StoreVoice store;
    private final String place;

    /** @param place the folder or the server, for people */
    public DatabaseCheck(StoreVoice store, String place) {
        this.store = store;
        this.place = place;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Finding> look() {
        StoreLook look = store.look();
        if (!look.there() && hidden()) {
            return List.of(Finding.unknown(
                    name(), "whether there is one in " + place + " cannot be seen by this user", "Mend 'disk' first."));
        }
        if (!look.there()) {
            return List.of(
                    Finding.notNeeded(name(), "there is none in " + place + " yet; the first 'fettle serve' makes it"));
        }
        List<Finding> findings = new ArrayList<>();
        if (!look.trouble().isEmpty()) {
            findings.add(Finding.broken(
                    name(),
                    look.trouble(),
                    place.startsWith("jdbc:")
                            ? "Start it, or correct what is named; what is lost comes back from a backup of that server (docs/scale.md)."
                            : "'fettle backup' writes backups, 'fettle restore' puts one back (docs/operating.md)."));
        }
        if (!look.readable().isEmpty()) {
            findings.add(Finding.broken(
                    name(),
                    "others than its owner can read " + String.join(", ", look.readable()),
                    "Run: chmod 600 " + String.join(" ", look.readable())));
        }
        if (findings.isEmpty() && !look.current()) {
            findings.add(Finding.warning(
                    name(),
                    "its tables are version " + look.schema() + ", older than this Fettle",
                    "The next start brings them up to date; make a backup first with the Fettle that is running."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good(
                    name(), "tables version " + look.schema() + (look.checked() ? ", every page in order" : "")));
        }
        return findings;
    }

    /** Whether the folder is there, and closed to us. */
    private boolean hidden() {
        if (place.startsWith("jdbc:")) {
            return false;
        }
        Path there = DiskCheck.there(Path.of(place));
        return Files.isDirectory(there) && !Files.isExecutable(there);
    }
}
