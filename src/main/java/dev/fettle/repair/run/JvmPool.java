package dev.fettle.repair.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The JVMs of a bench: some at work, one on its way up so that a dead or stuck one is replaced at once. */
final class JvmPool implements AutoCloseable {
    private final TestJvms starter;
    private final Semaphore places;
    private final Deque<TestJvm> idle = new ArrayDeque<>();
    private final Set<TestJvm> all = new HashSet<>();
    private @Nullable TestJvm standby;
    private boolean closed;

    JvmPool(TestJvms starter, int places) {
        this.starter = starter;
        this.places = new Semaphore(places, true);
    }

    /** A JVM that is ready; to be given back or dropped. Waits while all places are taken. */
    TestJvm take() throws InterruptedException {
        places.acquire();
        TestJvm jvm = null;
        try {
            jvm = pick();
            jvm.awaitReady();
            return jvm;
        } catch (InterruptedException | RuntimeException e) {
            if (jvm != null) {
                forget(jvm);
            }
            places.release();
            throw e;
        }
    }

    private synchronized TestJvm pick() {
        if (closed) {
            throw new BenchException("the bench is closed");
        }
        while (!idle.isEmpty()) {
            TestJvm jvm = idle.pop();
            if (jvm.usable()) {
                return jvm;
            }
            forget(jvm);
        }
        TestJvm waiting = standby;
        standby = null;
        return waiting != null && waiting.usable() ? waiting : start();
    }

    private synchronized TestJvm start() {
        TestJvm jvm = starter.start();
        all.add(jvm);
        return jvm;
    }

    /** Starts the one that stands by, if none does. Costs a second of processor time, so not before there is much to run. */
    synchronized void standBy() {
        if (standby == null && !closed) {
            standby = start();
        }
    }

    /** The JVM may run the next. */
    synchronized void giveBack(TestJvm jvm) {
        if (closed) {
            forget(jvm);
        } else {
            idle.push(jvm);
        }
        places.release();
    }

    /** The JVM is killed. */
    void drop(TestJvm jvm) {
        forget(jvm);
        places.release();
    }

    private synchronized void forget(TestJvm jvm) {
        all.remove(jvm);
        jvm.close();
    }

    @Override
    public synchronized void close() {
        closed = true;
        all.forEach(TestJvm::close);
        all.clear();
        idle.clear();
        standby = null;
    }
}
