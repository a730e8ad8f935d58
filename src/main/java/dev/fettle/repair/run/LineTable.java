package dev.fettle.repair.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every production line that has a probe, numbered. Filled while a baseline runs, read afterwards. */
final class LineTable {
    private final List<SourceLine> lines = new ArrayList<>();
    private final Map<SourceLine, Integer> indices = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> byClass = new HashMap<>();

    /** The number of a line, given when it is first seen. */
    int add(SourceLine line) {
        Integer known = indices.putIfAbsent(line, lines.size());
        if (known != null) {
            return known;
        }
        byClass.computeIfAbsent(line.className(), name -> new HashMap<>()).put(line.line(), lines.size());
        lines.add(line);
        return lines.size() - 1;
    }

    /** -1 for a line without a probe. */
    int indexOf(String className, int line) {
        return byClass.getOrDefault(className, Map.of()).getOrDefault(line, -1);
    }

    List<Integer> indicesOf(String className) {
        return List.copyOf(byClass.getOrDefault(className, Map.of()).values());
    }

    SourceLine line(int index) {
        return lines.get(index);
    }

    int size() {
        return lines.size();
    }
}
