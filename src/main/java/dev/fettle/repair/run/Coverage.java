package dev.fettle.repair.run;

import java.util.BitSet;
import java.util.List;

/** The production lines that one test ran. Immutable; a few kilobytes however large the project. */
public final class Coverage {
    private final LineTable table;
    private final BitSet hits;

    Coverage(LineTable table, BitSet hits) {
        this.table = table;
        this.hits = hits;
    }

    /** Whether any instruction of the line ran. */
    public boolean covers(String className, int line) {
        int index = table.indexOf(className, line);
        return index >= 0 && hits.get(index);
    }

    /** Whether any line of the class ran, its static initialiser included. */
    public boolean touches(String className) {
        return table.indicesOf(className).stream().anyMatch(hits::get);
    }

    /** Sorted by class and line. */
    public List<SourceLine> lines() {
        return hits.stream().mapToObj(table::line).sorted().toList();
    }

    /** How many lines. */
    public int size() {
        return hits.cardinality();
    }

    /** The method that the line stands in, {@code <init>} and {@code <clinit>} included; "" for a line without code. */
    public String methodOf(String className, int line) {
        int index = table.indexOf(className, line);
        return index < 0 ? "" : table.method(index);
    }

    LineTable table() {
        return table;
    }

    /** Not to be changed. */
    BitSet hits() {
        return hits;
    }
}
