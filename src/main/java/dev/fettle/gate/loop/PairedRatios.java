package dev.fettle.gate.loop;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much more the second of a pair is than the first, from a few pairs: the Hodges–Lehmann estimate of the ratio, its exact interval, and Wilcoxon's exact
 * signed-rank test (Hollander, Wolfe, Chicken: Nonparametric Statistical Methods, 3.1 to 3.3). Exact whatever the noise is like, as long as it is alike for both
 * of a pair; the order of the two is to alternate.
 */
final class PairedRatios {
    /** More would take the counts below past what a double holds exactly. */
    private static final int MOST_PAIRS = 40;

    private final double[] logs;
    private final double[] walsh;
    private final FarApart farApart;

    private PairedRatios(double[] logs, List<Pair> counted) {
        this.logs = logs;
        this.walsh = walsh(logs);
        this.farApart = FarApart.of(Math.exp(walsh[0]), counted);
    }

    /** Two values of one kind, taken one after the other; both above 0. */
    record Pair(double base, double head) {}

    /**
     * From pairs.
     *
     * @throws IllegalArgumentException for none, for more than 40, and for values that are not above 0
     */
    static PairedRatios of(List<Pair> pairs) {
        return of(pairs, pairs);
    }

    /** @param counted of the same runs, what the kernel or a clock counted, where the pairs are made from that */
    static PairedRatios of(List<Pair> pairs, List<Pair> counted) {
        if (pairs.isEmpty() || pairs.size() > MOST_PAIRS) {
            throw new IllegalArgumentException(pairs.size() + " pairs");
        }
        double[] logs = new double[pairs.size()];
        for (int i = 0; i < logs.length; i++) {
            Pair pair = pairs.get(i);
            if (!(pair.base() > 0) || !(pair.head() > 0)) {
                throw new IllegalArgumentException("no ratio of " + pair);
            }
            logs[i] = Math.log(pair.head() / pair.base());
        }
        return new PairedRatios(logs, counted);
    }

    int pairs() {
        return logs.length;
    }

    /** How far the two sides are apart. */
    FarApart farApart() {
        return farApart;
    }

    /** The second divided by the first: the median of all means of two differences of logarithms. */
    double estimate() {
        int middle = walsh.length / 2;
        return Math.exp(walsh.length % 2 == 1 ? walsh[middle] : (walsh[middle - 1] + walsh[middle]) / 2);
    }

    /**
     * An interval that holds the ratio.
     *
     * @param confidence that it does, 0 to 1; what was attained, which few pairs do not suffice for at times
     */
    record Interval(double low, double high, double confidence) {}

    /** The narrowest interval of at least this confidence; where the pairs do not suffice, the widest that they give, with its own. */
    Interval interval(double confidence) {
        double[] atMost = distribution(IntStream.rangeClosed(1, logs.length).toArray());
        double all = Math.pow(2, logs.length);
        double below = 0;
        int cut = 0;
        while (cut < walsh.length / 2 && 2 * (below + atMost[cut]) / all <= 1 - confidence) {
            below += atMost[cut];
            cut++;
        }
        int edge = Math.max(0, cut - 1);
        double outside = cut == 0 ? 2 * atMost[0] / all : 2 * below / all;
        return new Interval(Math.exp(walsh[edge]), Math.exp(walsh[walsh.length - 1 - edge]), 1 - outside);
    }

    /**
     * How likely such pairs are, or more one-sided ones, if the second were at most {@code factor} times the first. A pair that is neither above nor below speaks
     * against being above.
     */
    double chanceIfAtMost(double factor) {
        double[] shifted =
                Arrays.stream(logs).map(log -> log - Math.log(factor)).toArray();
        int[] ranks = doubledRanks(shifted);
        int above = 0;
        for (int i = 0; i < shifted.length; i++) {
            above += shifted[i] > 0 ? ranks[i] : 0;
        }
        double[] counts = distribution(ranks);
        double reached = 0;
        for (int sum = above; sum < counts.length; sum++) {
            reached += counts[sum];
        }
        return reached / Math.pow(2, shifted.length);
    }

    /** Twice the rank of each by its size without sign; equal ones share the mean of theirs. */
    private static int[] doubledRanks(double[] values) {
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int smaller = 0;
            int equal = 0;
            for (double other : values) {
                int order = Double.compare(Math.abs(other), Math.abs(values[i]));
                smaller += order < 0 ? 1 : 0;
                equal += order == 0 ? 1 : 0;
            }
            ranks[i] = 2 * smaller + equal + 1;
        }
        return ranks;
    }

    /** In how many of all ways to choose signs the ranks with a plus have this sum. */
    private static double[] distribution(int[] ranks) {
        double[] ways = new double[Arrays.stream(ranks).sum() + 1];
        ways[0] = 1;
        int reached = 0;
        for (int rank : ranks) {
            reached += rank;
            for (int sum = reached; sum >= rank; sum--) {
                ways[sum] += ways[sum - rank];
            }
        }
        return ways;
    }

    private static double[] walsh(double[] values) {
        double[] means = new double[values.length * (values.length + 1) / 2];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i; j < values.length; j++) {
                means[next++] = (values[i] + values[j]) / 2;
            }
        }
        Arrays.sort(means);
        return means;
    }
}
