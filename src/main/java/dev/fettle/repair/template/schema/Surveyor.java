package dev.fettle.repair.template.schema;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.source.SourceAnalysis;
import dev.fettle.repair.template.source.SourceFile;
import dev.fettle.repair.template.source.TextSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Makes collectors for drafts. A method's notes are spread over several where they would make it too long. */
public final class Surveyor {
    /** So much text of notes makes about half of the 64 KB that a method's code may have. */
    private static final int MOST_TEXT = 36_000;
    /** All collectors of a constructor are in that constructor. */
    private static final int MOST_BRANCH_TEXT = 12_000;
    /** What a note's call takes beside its expression. */
    private static final int BESIDE = 30;

    private static final int MOST_COLLECTORS = 12;
    private static final int MOST_ROUNDS = 8;

    private final SourceAnalysis analysis;
    private final VariantCompiler compiler;

    public Surveyor(SourceAnalysis analysis, VariantCompiler compiler) {
        this.analysis = analysis;
        this.compiler = compiler;
    }

    /** The notes that one collector takes in one unit. */
    private static final class Sheet {
        private final Map<Anchor, Map<String, Integer>> notes = new LinkedHashMap<>();
        private int text;
    }

    /** All notes of one survey. */
    private static final class Notes {
        private final Map<Unit, List<Sheet>> sheets = new LinkedHashMap<>();
        private final Map<Unit, String> paths = new HashMap<>();
        private final Map<Anchor, Integer> numbers = new HashMap<>();
        private final Map<Integer, Survey.Reading> readings = new LinkedHashMap<>();
        private int keys;
        private int collectors;
    }

    /**
     * Collectors for those of the drafts that can be told by values.
     *
     * @param drafts of opened files, best first
     * @param firstId of the collectors, which may take as many ids as there are drafts
     */
    public Survey survey(List<Draft> drafts, int firstId) {
        Notes notes = new Notes();
        for (Draft draft : drafts) {
            analysis.file(draft.path()).ifPresent(file -> {
                Point point = Point.of(analysis.model(), file, draft);
                if (point != null) {
                    note(notes, draft, point);
                }
            });
        }
        return notes.readings.isEmpty() ? Survey.NONE : compile(notes, firstId);
    }

    private void note(Notes notes, Draft draft, Point point) {
        Anchor anchor = point.anchor();
        Unit unit = Unit.around(compiler.unitsIn(point.path()), anchor.start(), anchor.end());
        if (unit == null) {
            return;
        }
        Sheet sheet = sheet(notes, unit, point);
        if (sheet == null) {
            return;
        }
        notes.paths.put(unit, point.path());
        notes.numbers.computeIfAbsent(anchor, key -> notes.numbers.size() + 1);
        int original = key(notes, sheet, anchor, point.original());
        int changed = key(notes, sheet, anchor, point.changed());
        // Values of different collectors come from different runs: only within one do they say who is alike.
        String site = point.path() + ' ' + point.start() + ' ' + point.end() + ' ' + original + ' ' + point.rest();
        notes.readings.put(draft.id(), new Survey.Reading(original, changed, site));
    }

    private static int key(Notes notes, Sheet sheet, Anchor anchor, String expression) {
        Map<String, Integer> keys = sheet.notes.computeIfAbsent(anchor, key -> new LinkedHashMap<>());
        Integer known = keys.get(expression);
        if (known == null) {
            known = ++notes.keys;
            keys.put(expression, known);
            sheet.text += expression.length() + BESIDE;
        }
        return known;
    }

    /** The first that has the point already, or the last with room for it; null when there is no more room. */
    private static @Nullable Sheet sheet(Notes notes, Unit unit, Point point) {
        List<Sheet> sheets = notes.sheets.computeIfAbsent(unit, key -> new ArrayList<>());
        for (Sheet sheet : sheets) {
            Map<String, Integer> keys = sheet.notes.getOrDefault(point.anchor(), Map.of());
            if (keys.containsKey(point.original()) && keys.containsKey(point.changed())) {
                return sheet;
            }
        }
        boolean branches = unit.kind() == Unit.Kind.BRANCHES;
        Sheet last = sheets.isEmpty() ? null : sheets.get(sheets.size() - 1);
        if (last != null && last.text < (branches ? MOST_BRANCH_TEXT : MOST_TEXT)) {
            return last;
        }
        if (sheets.size() >= (branches ? 1 : MOST_COLLECTORS)) {
            return null;
        }
        Sheet next = new Sheet();
        sheets.add(next);
        notes.collectors = Math.max(notes.collectors, sheets.size());
        return next;
    }

    /** Compiles; a note that does not is left out, and with it what depends on it. */
    private Survey compile(Notes notes, int firstId) {
        Set<Integer> dropped = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Draft> collectors = collectors(notes, firstId, dropped);
            if (collectors.isEmpty()) {
                return Survey.NONE;
            }
            VariantCompiler.Attempt attempt = compiler.attempt(collectors);
            if (attempt.errors().isEmpty()) {
                notes.readings
                        .values()
                        .removeIf(
                                reading -> dropped.contains(reading.original()) || dropped.contains(reading.changed()));
                return new Survey(
                        attempt.classes(), collectors.stream().map(Draft::id).toList(), notes.readings);
            }
            Set<Integer> bad = guilty(attempt);
            if (bad.isEmpty()) {
                return Survey.NONE;
            }
            dropped.addAll(bad);
        }
        return Survey.NONE;
    }

    private List<Draft> collectors(Notes notes, int firstId, Set<Integer> dropped) {
        List<Draft> collectors = new ArrayList<>();
        for (int i = 0; i < notes.collectors; i++) {
            int index = i;
            List<Edit> edits = new ArrayList<>();
            Map<String, Map<Anchor, Map<String, Integer>>> byPath = new LinkedHashMap<>();
            notes.sheets.forEach((unit, sheets) -> {
                if (index < sheets.size()) {
                    byPath.computeIfAbsent(notes.paths.getOrDefault(unit, ""), key -> new LinkedHashMap<>())
                            .putAll(sheets.get(index).notes);
                }
            });
            byPath.forEach((path, own) -> {
                SourceFile file = analysis.file(path).orElseThrow();
                edits.addAll(CollectorText.write(file, own, notes.numbers, dropped));
            });
            if (!edits.isEmpty()) {
                collectors.add(new Draft(firstId + i, "collector", edits, 1, 1, 1, 1, "collector", Set.of()));
            }
        }
        return collectors;
    }

    /** Keys of the notes in which the compiler found something. */
    private static Set<Integer> guilty(VariantCompiler.Attempt attempt) {
        Set<Integer> bad = new HashSet<>();
        for (Diagnostic<? extends JavaFileObject> error : attempt.errors()) {
            SchemaText.Written written =
                    error.getSource() == null ? null : attempt.written().get(TextSource.pathOf(error.getSource()));
            if (written != null) {
                int key = noteAt(written.text(), (int) error.getPosition());
                if (key > 0) {
                    bad.add(key);
                }
            }
        }
        return bad;
    }

    /** The key of the note that an offset lies in; 0 for none. */
    private static int noteAt(String text, int offset) {
        int note = text.lastIndexOf(CollectorText.NOTE, offset);
        if (note < 0 || text.substring(note, Math.max(note, offset)).contains(CollectorText.END)) {
            return 0;
        }
        int from = note + CollectorText.NOTE.length();
        return Integer.parseInt(text, from, text.indexOf(',', from), 10);
    }
}
