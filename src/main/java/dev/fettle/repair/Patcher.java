package dev.fettle.repair;

/** An engine that looks for a patch. It has no token and no network, and what it finds counts for nothing until the {@link Prover} saw it red and green. */
public interface Patcher {
    /** Such as {@code template}. */
    String name();

    /** The confidence, 0 to 1, below which what it found must not be proposed. */
    double confidenceNeeded();

    /** Searches for fixes of a reproduced problem within the budget, best first. Stops early when the thread is interrupted. */
    Search search(Problem problem, Reproduction reproduction, Budget budget, Progress progress);
}
