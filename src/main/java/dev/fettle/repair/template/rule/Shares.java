package dev.fettle.repair.template.rule;

import java.util.List;

/**
 * What one rule proposes for one place shares the rule's weight. A rule that knows a hundred ways to write a condition has a hundred chances to pass the tests by
 * accident, and each of them says less than the one way to turn a comparison round.
 */
final class Shares {
    /** 0 would give each the whole weight, 1 would divide it among all; rules with many ways are also those that can say more. */
    private static final double DILUTION = 0.5;

    private Shares() {}

    /** The same drafts, the weight of each divided by a power of the number of its rivals, each rival counted as far as it is as likely as the likeliest. */
    static List<Draft> of(List<Draft> drafts) {
        double best = drafts.stream().mapToDouble(Shares::weight).max().orElse(0);
        if (best <= 0) {
            return drafts;
        }
        double rivals = drafts.stream().mapToDouble(Shares::weight).sum() / best;
        double divisor = Math.pow(rivals, DILUTION);
        return drafts.stream()
                .map(draft -> draft.ranked(draft.prior() / divisor, draft.nearness()))
                .toList();
    }

    private static double weight(Draft draft) {
        return draft.prior() * draft.nearness();
    }
}
