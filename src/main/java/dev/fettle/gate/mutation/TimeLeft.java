package dev.fettle.gate.mutation;

import dev.fettle.gate.TwoTrees;
import java.time.Duration;

/** A share of the time that all gates together have. */
final class TimeLeft {
    private final TwoTrees trees;
    private final Duration end;

    /** @param share from now on; less where the gates have less */
    TimeLeft(TwoTrees trees, Duration share) {
        this.trees = trees;
        Duration left = trees.left().minus(share);
        this.end = left.isNegative() ? Duration.ZERO : left;
    }

    Duration left() {
        Duration left = trees.left().minus(end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean up() {
        return left().isZero();
    }
}
