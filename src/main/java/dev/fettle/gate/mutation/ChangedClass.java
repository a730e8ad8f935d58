package dev.fettle.gate.mutation;

import java.util.Set;

/**
 * A class whose source a change touches.
 *
 * @param module the project's name for where it lies
 * @param name binary
 * @param path of its source
 * @param lines of the source, those that the change adds
 */
record ChangedClass(String module, String name, String path, Set<Integer> lines) {
    ChangedClass {
        lines = Set.copyOf(lines);
    }
}
