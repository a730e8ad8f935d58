package dev.fettle.gate.policy;

import java.util.List;

/**
 * How large a change may be and what it may not touch.
 *
 * @param aimLines changed lines (added and removed) to aim at; only shown
 * @param warnLines above it a warning
 * @param stopLines above it the change is stopped
 * @param stopFiles above so many files the change is stopped
 * @param protectedPaths globs that no change of ours may touch, besides {@link ProtectedPaths#ALWAYS}
 */
public record ChangePolicy(int aimLines, int warnLines, int stopLines, int stopFiles, List<String> protectedPaths) {
    /** Aim at 50 changed lines, warn at 150, stop at 300 or 10 files. */
    public static final ChangePolicy DEFAULT = new ChangePolicy(50, 150, 300, 10, List.of());

    public ChangePolicy {
        protectedPaths = List.copyOf(protectedPaths);
    }
}
