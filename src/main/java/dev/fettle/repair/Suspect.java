package dev.fettle.repair;

/**
 * A place that may be at fault.
 *
 * @param path relative to the root of the tree
 * @param line 1-based
 * @param suspiciousness 0 to 1
 * @param why in a few words: covered by which tests, named in the trace, changed lately
 */
public record Suspect(String path, int line, double suspiciousness, String why) {}
