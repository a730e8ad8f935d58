package dev.fettle.gate.planted;

import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One change to the sample shop, and what is to be said of it.
 *
 * @param name what was done, for a person
 * @param ours whether Fettle made it
 * @param stopped by which gate, and the kind of its finding; "" where the verdict itself says it all
 * @param warned in the same way
 * @param before every file before the change
 * @param after every file after it
 */
record PlantedChange(
        String name,
        boolean ours,
        SortedMap<String, String> stopped,
        SortedMap<String, String> warned,
        SortedMap<String, String> before,
        SortedMap<String, String> after) {
    /** As the workspace would find it. */
    Change change() {
        Changes changes = Changes.none();
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (String path : paths) {
            String old = before.get(path);
            String now = after.get(path);
            if (old == null) {
                changes.add(path, now);
            } else if (now == null) {
                changes.delete(path, old);
            } else if (!old.equals(now)) {
                changes.modify(path, old, now);
            }
        }
        return changes.change();
    }

    /** The production sources of one side. */
    static Map<String, String> production(SortedMap<String, String> tree) {
        Map<String, String> sources = new TreeMap<>(tree);
        sources.keySet().removeIf(path -> !path.startsWith("src/main/java/"));
        return sources;
    }
}
