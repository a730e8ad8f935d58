package dev.fettle.repair;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Applies a candidate's edits to the texts of a tree, without touching the tree. */
public final class EditedTexts {
    private EditedTexts() {}

    /**
     * The new text of each file that a candidate changes.
     *
     * @throws IllegalArgumentException for an edit that lies outside its file or overlaps another
     */
    public static Map<String, String> of(Workspace workspace, Candidate candidate) {
        return of(workspace::read, candidate);
    }

    /**
     * The same, of texts that need not be a workspace's.
     *
     * @param reader of a path's text, empty where there is no file
     */
    public static Map<String, String> of(Function<String, Optional<String>> reader, Candidate candidate) {
        Map<String, List<Edit>> byPath = new LinkedHashMap<>();
        candidate
                .edits()
                .forEach(edit -> byPath.computeIfAbsent(edit.path(), path -> new ArrayList<>())
                        .add(edit));
        Map<String, String> texts = new LinkedHashMap<>();
        byPath.forEach((path, edits) -> {
            String text = reader.apply(path)
                    .orElseThrow(() -> new IllegalArgumentException("an edit of a file that is not there: " + path));
            texts.put(path, apply(text, edits));
        });
        return texts;
    }

    private static String apply(String text, List<Edit> edits) {
        List<Edit> fromTheEnd = edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .toList();
        StringBuilder out = new StringBuilder(text);
        int limit = text.length();
        for (Edit edit : fromTheEnd) {
            if (edit.start() < 0 || edit.start() > edit.end() || edit.end() > limit) {
                throw new IllegalArgumentException("an edit outside its file or over another: " + edit.path());
            }
            out.replace(edit.start(), edit.end(), edit.replacement());
            limit = edit.start();
        }
        return out.toString();
    }
}
