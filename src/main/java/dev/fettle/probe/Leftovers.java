package dev.fettle.probe;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;

/** Threads that a test left behind: those that still run are brought to their end, those that wait are let be. */
final class Leftovers {
    private static final long PATIENCE = 30_000_000;
    private static final int TOO_MANY = 48;

    private final ThreadGroup tests;
    /** Threads that did not yield; nobody waits for them twice. */
    private final Set<Thread> stubborn = Collections.newSetFromMap(new WeakHashMap<>());

    Leftovers(ThreadGroup tests) {
        this.tests = tests;
    }

    /** Takes the ticks away until no thread but the caller's runs, for some milliseconds at most. */
    void quieten() {
        if (tests.activeCount() <= 1 || !running(false)) {
            return;
        }
        Budget.poison();
        long end = System.nanoTime() + PATIENCE;
        while (running(false) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        running(true);
    }

    private boolean running(boolean givenUp) {
        Thread[] threads = new Thread[TOO_MANY * 2];
        int count = tests.enumerate(threads);
        boolean any = false;
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            if (thread != Thread.currentThread()
                    && thread.getState() == Thread.State.RUNNABLE
                    && !stubborn.contains(thread)) {
                any = true;
                if (givenUp) {
                    stubborn.add(thread);
                }
            }
        }
        return any;
    }

    /** Whether this JVM had better be given up: too many threads, or some that will not stop. */
    boolean tooMany() {
        stubborn.removeIf(thread -> !thread.isAlive());
        return tests.activeCount() > TOO_MANY || stubborn.size() > 4;
    }
}
