package dev.fettle.gate.coverage;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lines with code were run, by path. A line that is not there has no code.
 *
 * @param files by path, relative to the root where the report knows it, else as the report says; then by line (1-based), whether anything of it was run
 */
record LineCoverage(Map<String, SortedMap<Integer, Boolean>> files) {
    LineCoverage {
        Map<String, SortedMap<Integer, Boolean>> copy = new TreeMap<>();
        files.forEach((path, lines) -> copy.put(path, Collections.unmodifiableSortedMap(new TreeMap<>(lines))));
        files = Collections.unmodifiableMap(copy);
    }

    /** Gathers lines. A line that several parts of a report name was run when one of them says so. */
    static final class Builder {
        private final Map<String, SortedMap<Integer, Boolean>> files = new TreeMap<>();

        void add(String path, int line, boolean ran) {
            files.computeIfAbsent(path, any -> new TreeMap<>()).merge(line, ran, Boolean::logicalOr);
        }

        LineCoverage build() {
            return new LineCoverage(files);
        }
    }

    /**
     * The lines of a file of the tree. Reports often know less of the path than the tree has, such as {@code shop/Cart.java}, or more, such as the folder of the machine
     * that made them: the longest agreement at the end counts, when it holds all that one of the two says and no other file of the report agrees as far.
     */
    SortedMap<Integer, Boolean> of(String path) {
        SortedMap<Integer, Boolean> exact = files.get(path);
        if (exact != null) {
            return exact;
        }
        int best = 0;
        SortedMap<Integer, Boolean> found = Collections.emptySortedMap();
        for (Map.Entry<String, SortedMap<Integer, Boolean>> file : files.entrySet()) {
            String known = file.getKey();
            boolean agrees = path.endsWith("/" + known) || known.endsWith("/" + path);
            int length = agrees ? Math.min(known.length(), path.length()) : 0;
            if (length > best) {
                best = length;
                found = file.getValue();
            } else if (length == best && best > 0) {
                found = Collections.emptySortedMap();
            }
        }
        return found;
    }

    /** Lines with code. */
    long lines() {
        return files.values().stream().mapToLong(Map::size).sum();
    }

    /** Lines with code that nothing ran. */
    long missed() {
        return files.values().stream()
                .flatMap(lines -> lines.values().stream())
                .filter(ran -> !ran)
                .count();
    }

    /** Lines run of lines with code; 1 where there are none. */
    double ratio() {
        return lines() == 0 ? 1 : (lines() - missed()) / (double) lines();
    }
}
