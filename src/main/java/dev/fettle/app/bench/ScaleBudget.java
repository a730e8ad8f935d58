package dev.fettle.app.bench;

import dev.fettle.forge.Allowance;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the forge lets one installation write: a second between two, so many a minute, so many an hour. */
final class ScaleBudget {
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;

    private final Deque<Double> hour = new ArrayDeque<>();
    private final Deque<Double> minute = new ArrayDeque<>();
    private double last = Double.NEGATIVE_INFINITY;
    private int most;

    /** When somebody who wants to write now may; it is counted as written then. */
    double write(double now) {
        double at = Math.max(now, last + 1);
        at = Math.max(at, after(minute, Allowance.GITHUB.aMinute(), MINUTE));
        at = Math.max(at, after(hour, Allowance.GITHUB.anHour(), HOUR));
        forget(minute, at - MINUTE);
        forget(hour, at - HOUR);
        minute.add(at);
        hour.add(at);
        last = at;
        most = Math.max(most, hour.size());
        return at;
    }

    /** The earliest moment at which the window has room, once it is full. */
    private static double after(Deque<Double> window, int limit, double length) {
        return window.size() < limit ? Double.NEGATIVE_INFINITY : window.element() + length;
    }

    private static void forget(Deque<Double> window, double before) {
        while (!window.isEmpty() && window.element() <= before) {
            window.remove();
        }
    }

    /** The most that was written within an hour. */
    int mostInAnHour() {
        return most;
    }
}
