package dev.fettle.repair.template.schema;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes one file's notes as edits of the original, so that a collector compiles like any other variant. */
final class CollectorText {
    /** How a note begins; its key follows. */
    static final String NOTE = "dev.fettle.probe.Values.note(";

    /** What ends the notes of a statement. */
    static final String END = "dev.fettle.probe.Values.end(); }";

    private final SourceFile file;
    private final Map<Integer, StringBuilder> closing = new TreeMap<>();
    private final Map<Integer, StringBuilder> opening = new TreeMap<>();
    private final List<Edit> replacing = new ArrayList<>();

    private CollectorText(SourceFile file) {
        this.file = file;
    }

    /**
     * The edits.
     *
     * @param notes by anchor: texts with their keys
     * @param numbers of the anchors, above 0
     * @param dropped keys that are left out
     */
    static List<Edit> write(
            SourceFile file,
            Map<Anchor, Map<String, Integer>> notes,
            Map<Anchor, Integer> numbers,
            Set<Integer> dropped) {
        CollectorText text = new CollectorText(file);
        // What opens earlier and ends later is written outside of what it holds.
        notes.keySet().stream()
                .sorted(Comparator.comparingInt(Anchor::start)
                        .thenComparingInt(anchor -> -anchor.end())
                        .thenComparing(anchor -> anchor.condition() == null))
                .forEach(anchor -> {
                    Map<String, Integer> kept = new LinkedHashMap<>(notes.getOrDefault(anchor, Map.of()));
                    kept.values().removeAll(dropped);
                    if (!kept.isEmpty()) {
                        text.add(anchor, block(numbers.getOrDefault(anchor, 0), kept));
                    }
                });
        return text.edits();
    }

    private static String block(int number, Map<String, Integer> notes) {
        StringBuilder block = new StringBuilder(" if (dev.fettle.probe.Values.begin(" + number + ")) {");
        notes.forEach((expression, key) -> block.append(" try { ")
                .append(NOTE)
                .append(key)
                .append(", ")
                .append(expression)
                .append("); } catch (java.lang.Throwable t$) { dev.fettle.probe.Values.threw(")
                .append(key)
                .append(", t$); }"));
        return block.append(' ').append(END).append(' ').toString();
    }

    private void add(Anchor anchor, String block) {
        switch (anchor.way()) {
            case BEFORE -> open(anchor.start(), block);
            case WRAPPED -> {
                open(anchor.start(), "{" + block);
                close(anchor.end());
            }
            case LOOP_BLOCK -> open(anchor.start(), block + moved(anchor));
            case LOOP_STATEMENT -> {
                open(anchor.start(), "{" + block + moved(anchor));
                close(anchor.end());
            }
        }
    }

    /** A loop's condition goes from its head to the top of its body. */
    private String moved(Anchor anchor) {
        var condition = java.util.Objects.requireNonNull(anchor.condition());
        boolean inFor =
                file.text().substring(file.end(condition)).stripLeading().startsWith(";");
        replacing.add(new Edit(file.path(), file.start(condition), file.end(condition), inFor ? "" : "true"));
        return "if (!(" + file.text(condition) + ")) { break; } ";
    }

    private void open(int offset, String text) {
        opening.computeIfAbsent(offset, key -> new StringBuilder()).append(text);
    }

    private void close(int offset) {
        closing.computeIfAbsent(offset, key -> new StringBuilder()).append(" }");
    }

    private List<Edit> edits() {
        List<Edit> edits = new ArrayList<>(replacing);
        TreeMap<Integer, String> inserts = new TreeMap<>();
        closing.forEach((offset, text) -> inserts.merge(offset, text.toString(), String::concat));
        opening.forEach((offset, text) -> inserts.merge(offset, text.toString(), String::concat));
        inserts.forEach((offset, text) -> edits.add(new Edit(file.path(), offset, offset, text)));
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        return edits;
    }
}
