package dev.fettle.gate.loop;

import dev.fettle.gate.loop.PairedRatios.Pair;
import java.util.List;

/**
 * The looks that come early, at a slow-down so large that few pairs leave no doubt. With few pairs no test of ranks can be sure: of three pairs each comes out either way
 * once in eight. So it is asked for more: every run of the head must lie above every run of the base, and further above than the runs of one side lie apart among
 * themselves, and every pair must show a large factor. However restless the machine is, its restlessness then shows within the sides as well.
 *
 * @param factor the least that any pair shows
 * @param apart how far the two sides are apart, in the widest scatter of one of them; below 0 where they overlap
 */
record FarApart(double factor, double apart) {
    /** What is asked for after so many pairs; the fewer, the more. */
    private record Look(int pairs, double factor, double apart) {}

    private static final List<Look> LOOKS = List.of(
            new Look(2, 20, 5), new Look(3, 5, 2.5), new Look(4, 3, 1.5), new Look(6, 1.3, 1), new Look(8, 1.15, 0.3));

    /** A value this much above the other is no scatter worth dividing by. */
    private static final double NEGLIGIBLE = 1e-3;

    /** @param counted the values as they were counted; both above 0 */
    static FarApart of(double factor, List<Pair> counted) {
        double[] base = logs(counted.stream().mapToDouble(Pair::base).toArray());
        double[] head = logs(counted.stream().mapToDouble(Pair::head).toArray());
        double gap = head[0] - base[base.length - 1];
        double scatter = Math.max(base[base.length - 1] - base[0], head[head.length - 1] - head[0]);
        return new FarApart(factor, gap / Math.max(scatter, NEGLIGIBLE));
    }

    private static double[] logs(double[] values) {
        return java.util.Arrays.stream(values).map(Math::log).sorted().toArray();
    }

    /**
     * Whether that suffices.
     *
     * @param tolerated the ratio up to which nothing is said
     * @param strict 1, or more where many comparisons share one risk
     */
    boolean at(int pairs, double tolerated, double strict) {
        return LOOKS.stream()
                .anyMatch(look -> look.pairs() == pairs
                        && factor >= Math.max(look.factor() * strict, tolerated)
                        && apart >= look.apart() * strict);
    }
}
