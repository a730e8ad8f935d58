package dev.fettle.app.bench;

import java.util.List;
import java.util.PriorityQueue;

/** Deliveries in the order of coming, so many at once. */
final class ScaleTriage {
    private final double[] ends;
    private final int most;

    ScaleTriage(List<ScaleDemand> traffic, int threads, double seconds) {
        this.ends = new double[traffic.size()];
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < threads; i++) {
            free.add(Double.NEGATIVE_INFINITY);
        }
        PriorityQueue<Double> waiting = new PriorityQueue<>();
        int longest = 0;
        for (int i = 0; i < ends.length; i++) {
            double at = traffic.get(i).at();
            double start = Math.max(at, free.remove());
            ends[i] = start + seconds;
            free.add(ends[i]);
            while (!waiting.isEmpty() && waiting.element() <= at) {
                waiting.remove();
            }
            if (start > at) {
                waiting.add(start);
            }
            longest = Math.max(longest, waiting.size());
        }
        this.most = longest;
    }

    /** When the delivery of such a place in the traffic has been looked at. */
    double end(int place) {
        return ends[place];
    }

    /** How many waited at once. */
    int most() {
        return most;
    }
}
