package dev.fettle.repair.template.schema;

import java.util.List;
import java.util.Map;

/**
 * Compiled collectors: copies of methods that behave like the original and note, before its statements, the values of what drafts would have evaluated there.
 *
 * @param classes by binary name
 * @param collectors ids of the collectors, each to be switched on for a run of its own
 * @param readings by draft; drafts that cannot be told by values, or whose notes do not compile, are missing
 */
public record Survey(Map<String, byte[]> classes, List<Integer> collectors, Map<Integer, Reading> readings) {
    public static final Survey NONE = new Survey(Map.of(), List.of(), Map.of());

    /**
     * Where the values of one draft are to be found.
     *
     * @param original key of what is evaluated now
     * @param changed key of what the draft has evaluated; equal values of both mean that the draft changes nothing
     * @param site equal for drafts that exchange the same expression and differ in nothing but what they put there
     */
    public record Reading(int original, int changed, String site) {}
}
