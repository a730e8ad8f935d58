package dev.fettle.probe;

import org.jspecify.annotations.Nullable;

/** Hears of the tests of one run, from whichever thread runs them. */
interface TestListener {
    /** A test begins. */
    void started(String className, String method);

    /** A test ended: by itself ({@code failure} null), or with what was thrown. */
    void ended(String className, String method, @Nullable Throwable failure);

    /** A test, or with {@code method} "" a whole class, was left out. */
    void skipped(String className, String method);

    /** Something outside of any test went wrong: a class cannot be made ready or cleaned up. */
    void classFailed(String className, Throwable failure);

    /** Whether no further test is wanted. */
    boolean stopped();
}
