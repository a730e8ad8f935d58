package dev.fettle.probe.crash;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Java expression that can be evaluated, changed and written down. Immutable; knows classes by name only. */
abstract class Expr {
    private int size;

    /** Evaluates it; throws what the project's code throws. */
    abstract @Nullable Object value(World world) throws Throwable;

    /** Its value as a part of what is evaluated: the same object wherever the same expression stands in it. */
    final @Nullable Object once(World world) throws Throwable {
        return world.once(this);
    }

    /** The type that a compiler sees. */
    abstract TypeRef type();

    /** Source text. */
    abstract String write(SourceText out);

    List<Expr> parts() {
        return Collections.emptyList();
    }

    /** What type a part must have. */
    TypeRef slot(int part) {
        throw new IndexOutOfBoundsException("no part " + part);
    }

    /** The same with another part. */
    Expr with(int part, Expr other) {
        throw new IndexOutOfBoundsException("no part " + part);
    }

    /** Its own share of the size: what a reader has to take in. */
    int weight() {
        return 2;
    }

    final int size() {
        if (size == 0) {
            int sum = weight();
            for (Expr part : parts()) {
                sum += part.size();
            }
            size = sum;
        }
        return size;
    }

    /** Nodes, itself included. */
    final int count() {
        int sum = 1;
        for (Expr part : parts()) {
            sum += part.count();
        }
        return sum;
    }

    /** Whether it holds what nests so deep that a call with it takes its time. */
    boolean deep() {
        for (Expr part : parts()) {
            if (part.deep()) {
                return true;
            }
        }
        return false;
    }

    /** How many nulls it holds. */
    int nulls() {
        int sum = 0;
        for (Expr part : parts()) {
            sum += part.nulls();
        }
        return sum;
    }
}
