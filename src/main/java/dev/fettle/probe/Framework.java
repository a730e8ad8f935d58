package dev.fettle.probe;

import java.util.Set;

/** Runs tests the way one test framework does, through the project's own copy of it. */
interface Framework {
    /** Whether a class holds tests of this framework. */
    boolean takes(Class<?> testClass);

    /**
     * Runs a class.
     *
     * @param methods plain names of the methods to run; empty for all
     * @throws Throwable what escapes the framework itself
     */
    void run(Class<?> testClass, Set<String> methods, TestListener listener) throws Throwable;
}
