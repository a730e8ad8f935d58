package dev.fettle.repair;

/** An engine that looks for a patch. It has no token and no network, and what it finds counts for nothing until the {@link Prover} saw it red and green. */
public interface Patcher {
    /** Such as {@code template}. */
    String name();

    /** Searches for fixes of a reproduced problem within the budget, best first. Stops early when the thread is interrupted. */
    Search search(Problem problem, Reproduction reproduction, Budget budget, Progress progress);
}
