package dev.fettle.repair;

import java.util.OptionalInt;

/**
 * A place that may be at fault.
 *
 * @param path relative to the root of the tree
 * @param line 1-based
 * @param suspiciousness 0 to 1
 * @param why in a few words: covered by which tests, named in the trace, changed lately
 * @param tests how many failing and passing tests ran the line; empty where nobody counted
 */
public record Suspect(String path, int line, double suspiciousness, String why, OptionalInt tests) {
    /** One whose tests nobody counted. */
    public Suspect(String path, int line, double suspiciousness, String why) {
        this(path, line, suspiciousness, why, OptionalInt.empty());
    }
}
