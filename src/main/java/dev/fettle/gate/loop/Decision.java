package dev.fettle.gate.loop;

/**
 * When enough was measured: few pairs while nothing points to a slow-down, more while something does, and a verdict only at fixed points, so that looking often finds
 * nothing by itself. A comparison that is dropped early because it does not look slower can only make false alarms rarer. Large slow-downs are told after two to eight
 * pairs ({@link FarApart}), small ones after ten and twenty by Wilcoxon's test; each has its share of the risk.
 *
 * @param tolerated the ratio up to which nothing is said, such as 1.05
 * @param risk of a false alarm of this one comparison over all its looks, when nothing is slower than tolerated
 * @param doubt more pairs are made only while such pairs are at most so likely when nothing is slower; 1 to go by the estimate alone
 */
record Decision(double tolerated, double risk, double doubt) {
    /** The first look. Fewer pairs say nothing. */
    static final int FIRST = 3;

    /** From here on the estimate alone may end it; before, one pair that was disturbed moves it too far. */
    private static final int SETTLED = 5;

    /** Until then no pair may have been so much slower. */
    private static final double DISTURBED = 1.25;

    /** The last look: no more pairs are made. */
    static final int LAST = 20;

    /** The two looks at which a slow-down of any size may be stated. At the first all pairs must agree. */
    private static final int EARLY = 10;

    private static final double EARLY_SHARE = 0.4;

    private static final double LAST_SHARE = 0.55;

    /** Of single tests, of which there may be twenty. */
    private static final double STRICT_WITH_MANY = 1.5;

    /** What a look says. */
    enum Step {
        /** Nothing points to a slow-down. */
        NOT_SLOWER,
        /** Shown to be slower than tolerated. */
        SLOWER,
        /** More pairs may tell. */
        GO_ON,
        /** It looked slower to the last, and was not shown to be. */
        UNDECIDED
    }

    /** Looks at all pairs so far; to be asked after each pair. */
    Step after(PairedRatios ratios) {
        int pairs = ratios.pairs();
        double share = pairs == EARLY ? EARLY_SHARE : pairs == LAST ? LAST_SHARE : 0;
        if (ratios.farApart().at(pairs, tolerated, doubt < 1 ? STRICT_WITH_MANY : 1)) {
            return Step.SLOWER;
        }
        if (share > 0 && ratios.chanceIfAtMost(tolerated) <= share * risk) {
            return Step.SLOWER;
        }
        if (pairs >= LAST) {
            return ratios.estimate() <= tolerated ? Step.NOT_SLOWER : Step.UNDECIDED;
        }
        boolean settled =
                pairs >= SETTLED || pairs >= FIRST && ratios.interval(1).high() <= DISTURBED;
        boolean hopeless = pairs >= FIRST && ratios.chanceIfAtMost(tolerated) > doubt;
        return hopeless || settled && ratios.estimate() <= tolerated ? Step.NOT_SLOWER : Step.GO_ON;
    }
}
