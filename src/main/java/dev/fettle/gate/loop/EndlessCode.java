package dev.fettle.gate.loop;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import dev.fettle.build.ParsedJava;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loops and recursion in a Java source that cannot end, as far as the text alone shows it. Parsed only: no type is resolved, no annotation processor is run, so nothing
 * of the project's is executed.
 */
final class EndlessCode {
    /** Longer sources are not looked at. */
    static final int LONGEST = ParsedJava.LONGEST;

    private EndlessCode() {}

    /**
     * A place.
     *
     * @param certain whether only a design that the text does not show could make it right, such as a thread that is to run for ever
     */
    record Found(int line, boolean certain, String kind, String message, String key) {}

    /** Those of a source that were not in it before, in order; {@code before} null for a new file. */
    static List<Found> added(@Nullable String before, String after) {
        Map<String, Integer> known = new HashMap<>();
        if (before != null) {
            in(before).forEach(found -> known.merge(found.key(), 1, Integer::sum));
        }
        List<Found> added = new ArrayList<>();
        for (Found found : in(after)) {
            int left = known.merge(found.key(), -1, Integer::sum);
            if (left < 0) {
                added.add(found);
            }
        }
        return added;
    }

    /** All of a source. What cannot be parsed has none: it does not compile either. */
    static List<Found> in(String text) {
        return ParsedJava.read(text, List.of(), parsed -> {
            CompilationUnitTree unit = parsed.unit();
            List<Found> all = new ArrayList<>();
            new Methods((method, type) -> judge(method, type, unit, parsed.positions(), text, all)).scan(unit, null);
            return all;
        });
    }

    private static void judge(
            MethodTree method,
            ClassTree type,
            CompilationUnitTree unit,
            SourcePositions positions,
            String text,
            List<Found> into) {
        for (EndlessLoops.Loop loop : EndlessLoops.of(method, type)) {
            into.add(found(loop.tree(), loop.certain(), "endless-loop", loop.why(), method, unit, positions, text));
        }
        EndlessRecursion.of(method, type)
                .ifPresent(call -> into.add(
                        found(call.tree(), true, "endless-recursion", call.why(), method, unit, positions, text)));
    }

    private static Found found(
            Tree tree,
            boolean certain,
            String kind,
            String why,
            MethodTree method,
            CompilationUnitTree unit,
            SourcePositions positions,
            String text) {
        int start = (int) Math.max(0, positions.getStartPosition(unit, tree));
        int end = text.indexOf('\n', start);
        String key = method.getName() + "|" + kind + "|" + why + "|"
                + text.substring(start, end < 0 ? text.length() : end).strip();
        int line = (int) unit.getLineMap().getLineNumber(start);
        return new Found(line, certain, kind, why, key);
    }
}
