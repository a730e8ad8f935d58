package dev.fettle.probe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the time of a test. When it is up: samples the stacks, takes all ticks away, some time later interrupts the threads,
 * and at last calls for help, which means that the host kills this JVM.
 */
final class Watchdog extends Thread {
    private static final long LOOK = 10_000_000;
    private static final long UNTIL_INTERRUPT = 300_000_000;
    private static final long UNTIL_HELP = 1_000_000_000;
    private static final int SAMPLES = 5;
    private static final long BETWEEN_SAMPLES = 6_000_000;
    private static final int FRAMES = 64;

    private final Runnable help;
    private final ThreadGroup tests;
    private final List<StackTraceElement[]> samples = new ArrayList<>();
    private BitSet earlier = new BitSet();
    private BitSet again = new BitSet();
    private long deadline;
    private int stage;

    Watchdog(ThreadGroup tests, Runnable help) {
        super("fettle watchdog");
        this.tests = tests;
        this.help = help;
        setDaemon(true);
        setPriority(MAX_PRIORITY);
    }

    /** Something may take so long from now on. */
    synchronized void begin(long nanos) {
        samples.clear();
        earlier = new BitSet();
        again = new BitSet();
        stage = 0;
        deadline = System.nanoTime() + nanos;
    }

    /** It ended; whether it had to be stopped. */
    synchronized boolean end() {
        boolean late = stage > 0;
        deadline = 0;
        stage = 0;
        return late;
    }

    /** Stacks of the last that was late, top first. */
    synchronized List<StackTraceElement[]> samples() {
        return new ArrayList<>(samples);
    }

    /** Lines that ran before the last that was late was looked at. */
    synchronized BitSet earlier() {
        return (BitSet) earlier.clone();
    }

    /** Lines that still ran while it was looked at: the loop that does not end. */
    synchronized BitSet again() {
        return (BitSet) again.clone();
    }

    @Override
    public void run() {
        while (true) {
            LockSupport.parkNanos(LOOK);
            if (look()) {
                help.run();
            }
        }
    }

    /** Whether help is needed. */
    private synchronized boolean look() {
        if (deadline == 0 || stage == 3) {
            return false;
        }
        long late = System.nanoTime() - deadline;
        if (stage == 0 && late >= 0) {
            earlier = Lines.seen();
            Lines.reset();
            for (int i = 0; i < SAMPLES; i++) {
                sample();
                LockSupport.parkNanos(BETWEEN_SAMPLES);
            }
            again = Lines.seen();
            Budget.poison();
            stage = 1;
        } else if (stage == 1 && late >= UNTIL_INTERRUPT) {
            tests.interrupt();
            stage = 2;
        } else if (stage == 2 && late >= UNTIL_HELP) {
            stage = 3;
            return true;
        }
        return false;
    }

    private void sample() {
        Thread[] threads = new Thread[32];
        int count = tests.enumerate(threads);
        for (int i = 0; i < count; i++) {
            StackTraceElement[] stack = threads[i].getStackTrace();
            if (stack.length > 0) {
                StackTraceElement[] top = new StackTraceElement[Math.min(stack.length, FRAMES)];
                System.arraycopy(stack, 0, top, 0, top.length);
                samples.add(top);
            }
        }
    }
}
