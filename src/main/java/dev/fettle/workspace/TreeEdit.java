package dev.fettle.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new tree from an old one and a few changed paths, rewriting only the folders concerned.
 *
 * <p>Entries that are not named stay byte for byte as they were, even those that we would never check out.
 */
final class TreeEdit {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeEdit(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /**
     * Applies edits to a tree.
     *
     * @param tree the old tree, null for an empty one
     * @param edits the new entry by path, empty to remove it
     * @return the new tree, in the object database once the inserter is flushed
     */
    ObjectId apply(@Nullable ObjectId tree, Map<String, Optional<TreeEntry>> edits) throws IOException {
        return edit(tree, edits).orElseGet(this::emptyTree);
    }

    private Optional<ObjectId> edit(@Nullable ObjectId tree, Map<String, Optional<TreeEntry>> edits)
            throws IOException {
        // Names are kept as Latin-1 so that every byte survives and strings compare as bytes do.
        Map<String, TreeEntry> entries = new LinkedHashMap<>();
        if (tree != null) {
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
            for (; !parser.eof(); parser.next(1)) {
                byte[] name = new byte[parser.getNameLength()];
                parser.getName(name, 0);
                entries.put(
                        new String(name, StandardCharsets.ISO_8859_1),
                        new TreeEntry(parser.getEntryFileMode(), parser.getEntryObjectId()));
            }
        }
        Map<String, Map<String, Optional<TreeEntry>>> folders = new LinkedHashMap<>();
        for (Map.Entry<String, Optional<TreeEntry>> edit : edits.entrySet()) {
            int slash = edit.getKey().indexOf('/');
            if (slash >= 0) {
                folders.computeIfAbsent(edit.getKey().substring(0, slash), name -> new LinkedHashMap<>())
                        .put(edit.getKey().substring(slash + 1), edit.getValue());
            } else if (edit.getValue().isPresent()) {
                entries.put(raw(edit.getKey()), edit.getValue().get());
            } else {
                entries.remove(raw(edit.getKey()));
            }
        }
        for (Map.Entry<String, Map<String, Optional<TreeEntry>>> folder : folders.entrySet()) {
            TreeEntry old = entries.get(raw(folder.getKey()));
            boolean wasFolder = old != null && old.mode().equals(FileMode.TREE);
            if (old != null && !wasFolder && folder.getValue().values().stream().noneMatch(Optional::isPresent)) {
                continue; // nothing below a file to remove
            }
            Optional<ObjectId> changed = edit(wasFolder && old != null ? old.id() : null, folder.getValue());
            if (changed.isPresent()) {
                entries.put(raw(folder.getKey()), new TreeEntry(FileMode.TREE, changed.get()));
            } else {
                entries.remove(raw(folder.getKey()));
            }
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(write(entries));
    }

    private ObjectId write(Map<String, TreeEntry> entries) throws IOException {
        // git sorts a folder as if its name ended in a slash
        Map<String, Map.Entry<String, TreeEntry>> sorted = new TreeMap<>();
        for (Map.Entry<String, TreeEntry> entry : entries.entrySet()) {
            boolean folder = entry.getValue().mode().equals(FileMode.TREE);
            sorted.put(folder ? entry.getKey() + "/" : entry.getKey(), entry);
        }
        TreeFormatter formatter = new TreeFormatter();
        for (Map.Entry<String, TreeEntry> entry : sorted.values()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.ISO_8859_1);
            formatter.append(name, entry.getValue().mode(), entry.getValue().id());
        }
        return inserter.insert(formatter);
    }

    private ObjectId emptyTree() {
        try {
            return inserter.insert(new TreeFormatter());
        } catch (IOException e) {
            throw new WorkspaceException("cannot write to the object database", e);
        }
    }

    private static String raw(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
